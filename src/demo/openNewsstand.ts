import { loadStand } from './loadStand.ts'
import { type Newsstand, type NewsstandOptions, openStand } from './openStand.ts'

export type { Newsstand, NewsstandOptions, Revision } from './openStand.ts'

/**
 * Opens the newsstand of the demonstration: invented outlets with feeds and pages in eight chromes.
 *
 * @returns The running server; `newsstand/expected.json` says what is to be found in it.
 * @throws What `listen` throws, for example `EADDRINUSE`.
 */
export function openNewsstand(options: NewsstandOptions = {}): Promise<Newsstand> {
  return openStand(loadStand(), options)
}
