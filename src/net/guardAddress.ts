import { lookup as systemLookup } from 'node:dns'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { PipelineError } from '../domain/error.ts'

/** As `dns.lookup` with `all: true`. */
export type DnsLookup = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: readonly { address: string; family: number }[]) => void,
) => void

export interface AddressGuard {
  /** Checks what can be checked before a connection: the port, and the host when it is an IP literal. */
  checkTarget(hostname: string, port: number): void
  /** Resolves a name and refuses it when one of its addresses is not public. */
  resolve: DnsLookup
}

// The ports of a URL that has none, and where our own names resolve to.
const systemResolve: DnsLookup = (hostname, callback) => {
  systemLookup(hostname, { all: true }, (error, addresses) => callback(error, addresses ?? []))
}

/**
 * Guards every connection that we open: nothing but public addresses, nothing but web ports.
 *
 * @param ports Allowed ports.
 * @param allowPrivate Exceptions, `127.0.0.1:8080` or `127.0.0.1:*`; they hold for the address, not for names that lead to it.
 * @param resolve Replaces the system's resolver.
 * @returns Both checks throw or answer PipelineError FETCH_BLOCKED_ADDRESS.
 */
export function guardAddress(
  ports: readonly number[],
  allowPrivate: readonly string[],
  resolve: DnsLookup = systemResolve,
): AddressGuard {
  const isException = (address: string, port: number) =>
    allowPrivate.includes(`${address}:${port}`) || allowPrivate.includes(`${address}:*`)
  return {
    checkTarget(hostname, port) {
      const address = hostname.replace(/^\[|\]$/g, '')
      if (isException(address, port)) return
      if (!ports.includes(port)) throw blocked(hostname, `port ${port} is not allowed`)
      if (isIP(address) !== 0 && !isPublicAddress(address)) throw blocked(hostname, 'the address is not public')
    },
    resolve(hostname, callback) {
      resolve(hostname, (error, addresses) => {
        if (error) callback(error, [])
        else if (addresses.length === 0) callback(blocked(hostname, 'it has no address'), [])
        else if (addresses.some(({ address }) => !isPublicAddress(address))) {
          callback(blocked(hostname, 'it leads to an address that is not public'), [])
        } else callback(null, addresses)
      })
    },
  }
}

/**
 * Says whether an IP address belongs to the public Internet.
 *
 * @param address In any spelling that `ipaddr.js` reads: IPv4, IPv6, IPv4 inside IPv6.
 * @returns false for what it cannot read.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  if (!ipaddr.isValid(bare)) return false
  const parsed = ipaddr.process(bare)
  if (parsed.kind() === 'ipv4') return isPublicV4(parsed as ipaddr.IPv4)
  return isPublicV6(parsed as ipaddr.IPv6)
}

// What ipaddr.js calls unicast although it leads nowhere public: metadata services, 6to4 relays, AMT, AS112.
const EXTRA_V4 = ['192.0.0.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.175.48.0/24'].map(
  (range) => ipaddr.IPv4.parseCIDR(range),
)
const EXTRA_V6 = ['::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '3fff::/20', '5f00::/16', 'fec0::/10'].map(
  (range) => ipaddr.IPv6.parseCIDR(range),
)
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
const SIX_TO_FOUR = ipaddr.IPv6.parseCIDR('2002::/16')

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !EXTRA_V4.some((range) => address.match(range))
}

function isPublicV6(address: ipaddr.IPv6): boolean {
  const bytes = address.toByteArray()
  // A gateway would take us to the IPv4 address inside.
  if (address.match(NAT64)) return isPublicV4(new ipaddr.IPv4(bytes.slice(12, 16)))
  if (address.match(SIX_TO_FOUR)) return false
  return address.range() === 'unicast' && !EXTRA_V6.some((range) => address.match(range))
}

function blocked(hostname: string, why: string): PipelineError {
  return new PipelineError('FETCH_BLOCKED_ADDRESS', `Cannot connect to "${hostname}": ${why}`)
}
