import type { Outlet } from '../../domain/outlet.ts'
import { keyHost } from './keyHost.ts'

/**
 * Says for which host each mirror stands: one that shows an Outlet's pieces under the same paths as its home page's host.
 *
 * @param outlets `config/outlets.json`.
 * @returns Host of a URL key to host of a URL key.
 * @throws Never.
 */
export function mapMirrors(outlets: readonly Pick<Outlet, 'homepage' | 'mirrors'>[]): ReadonlyMap<string, string> {
  return new Map(
    outlets.flatMap(({ homepage, mirrors = [] }) => {
      const home = URL.parse(homepage)?.hostname
      return home === undefined ? [] : mirrors.map((mirror) => [keyHost(mirror), keyHost(home)] as const)
    }),
  )
}
