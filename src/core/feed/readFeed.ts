import { PipelineError } from '../../domain/error.ts'
import type { Limits } from '../../domain/limits.ts'
import { decodeFeed } from './decodeFeed.ts'
import type { RawFeed } from './rawFeed.ts'
import { readJsonFeed } from './readJsonFeed.ts'
import { readXmlFeed } from './readXmlFeed.ts'

/**
 * Reads the bytes of a Feed of any kind; what they are is found by looking, not by believing the Content-Type.
 *
 * @param input `contentType` as the server sent it, `url` after redirects.
 * @param limits `maxEntries` and `maxDepth` are used.
 * @returns Everything the Feed says, as it says it.
 * @throws PipelineError FEED_EMPTY, FEED_HTML, FEED_NOT_A_FEED, FEED_MALFORMED or FEED_TOO_DEEP.
 */
export async function readFeed(
  input: { readonly body: Uint8Array; readonly contentType?: string; readonly url: string },
  limits: Limits['feed'],
): Promise<RawFeed> {
  const { text, flags } = decodeFeed(input.body, input.contentType)
  const start = /\S/.exec(text)?.[0]
  if (start === undefined)
    throw new PipelineError('FEED_EMPTY', `Cannot parse the Feed "${input.url}": the body is empty`)
  const feed =
    start === '{' || start === '[' ? readJsonFeed(text, input.url, limits) : await readXmlFeed(text, input.url, limits)
  return { ...feed, flags: [...flags, ...feed.flags] }
}
