import { isUtf8 } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import type { LookupFunction } from 'node:net'
import { rootCertificates } from 'node:tls'
import { Agent, buildConnector, type Dispatcher, request } from 'undici'
import type { FetchedDocument, Validators } from '../domain/document.ts'
import { PipelineError } from '../domain/error.ts'
import type { Limits } from '../domain/limits.ts'
import { checkStatus } from './checkStatus.ts'
import { decodeBody } from './decodeBody.ts'
import { type AddressGuard, type DnsLookup, guardAddress } from './guardAddress.ts'
import { toFetchError } from './toFetchError.ts'

export interface FetcherOptions {
  readonly limits: Limits['fetch']
  /** Product, version and contact address. */
  readonly userAgent: string
  /** Exceptions to the address guard: `127.0.0.1:8080` or `127.0.0.1:*`. */
  readonly allowPrivate: readonly string[]
  /** Replaces the system's resolver. */
  readonly dnsLookup?: DnsLookup
  /** Certificates, PEM, that are trusted besides those of Node. */
  readonly extraCertificates?: readonly string[]
  /** Replaces the system's clock. */
  readonly clock?: () => Date
}

export interface FetchRequest {
  readonly url: string
  /** Of the body, on the wire and decoded. */
  readonly maxBytes: number
  /** Takes the first `maxBytes` of a longer body instead of failing. */
  readonly mayCut?: boolean
  readonly totalTimeoutMs: number
  readonly validators?: Validators
  /** The Accept header. */
  readonly accept: string
  /** Sent to the origin of `url` only. */
  readonly secretHeaders?: Readonly<Record<string, string>>
  /** Told of each redirect before it is followed; may wait, or throw to end the request. */
  readonly beforeRedirect?: (target: string) => Promise<void>
}

export type FetchAnswer =
  | {
      readonly kind: 'document'
      readonly document: FetchedDocument
      /** Where the permanent redirects at the start of the chain led, when there were any. */
      readonly permanentUrl?: string
    }
  | {
      readonly kind: 'notModified'
      /** As the 304 gave them. */
      readonly validators: Validators
      readonly headers: Readonly<Record<string, string>>
      readonly permanentUrl?: string
    }

export interface Fetcher {
  /**
   * Asks once.
   *
   * @throws PipelineError FETCH_*; `status` and `retryAfterMs` where there are any.
   */
  fetch(request: FetchRequest): Promise<FetchAnswer>
  close(): Promise<void>
}

const PERMANENT = new Set([301, 308])
const REDIRECT = new Set([301, 302, 303, 307, 308])
const HAS_BODY = new Set([200, 203])
const CONNECTIONS = 2

/**
 * Opens the only way of this program to the network.
 *
 * Public addresses and web ports only, checked again when each connection is made; redirects followed by hand; every
 * deadline and size counted here; nothing sent that was not asked for; no second try.
 *
 * @param options See `FetcherOptions`.
 * @returns Close it when done.
 */
export function openFetcher(options: FetcherOptions): Fetcher {
  const { limits } = options
  const guard = guardAddress(limits.ports, options.allowPrivate, options.dnsLookup)
  const agent = new Agent({
    connect: guardedConnector(guard, limits.connectTimeoutMs, options.extraCertificates ?? []),
    connections: CONNECTIONS,
    // One request a connection: what a server sends too much is never taken for the next answer.
    pipelining: 0,
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: limits.headersTimeoutMs,
    bodyTimeout: limits.bodyTimeoutMs,
    allowH2: false,
  })
  return {
    fetch: (asked) => follow(asked, { ...options, agent, guard, clock: options.clock ?? (() => new Date()) }),
    close: () => agent.destroy(),
  }
}

interface Means extends FetcherOptions {
  readonly agent: Agent
  readonly guard: AddressGuard
  readonly clock: () => Date
}

async function follow(asked: FetchRequest, means: Means): Promise<FetchAnswer> {
  const signal = AbortSignal.timeout(asked.totalTimeoutMs)
  const first = parseUrl(asked.url, means.guard)
  const seen = new Set<string>()
  let url = first
  let permanentUrl: string | undefined
  let isPermanent = true
  for (;;) {
    seen.add(url.href)
    const answer = await ask(url, asked, url.origin === first.origin, signal, means)
    if (answer.kind !== 'redirect') return permanentUrl === undefined ? answer : { ...answer, permanentUrl }
    if (seen.size > means.limits.maxRedirects)
      throw tooMany(asked.url, `more than ${means.limits.maxRedirects} redirects`)
    const next = parseUrl(URL.parse(answer.location, url.href)?.href ?? '', means.guard)
    if (seen.has(next.href)) throw tooMany(asked.url, 'its redirects go in a circle')
    if (url.protocol === 'https:' && next.protocol === 'http:')
      throw tooMany(asked.url, 'it redirects from https to http')
    await asked.beforeRedirect?.(next.href)
    isPermanent &&= PERMANENT.has(answer.status)
    if (isPermanent) permanentUrl = next.href
    url = next
  }
}

function parseUrl(text: string, guard: AddressGuard): URL {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '') {
    throw new PipelineError('FETCH_BAD_URL', `Cannot fetch "${text.slice(0, 200)}": it is not a plain http(s) address`)
  }
  guard.checkTarget(url.hostname, portOf(url.protocol, url.port))
  url.hash = ''
  return url
}

type Step = FetchAnswer | { readonly kind: 'redirect'; readonly location: string; readonly status: number }

async function ask(url: URL, asked: FetchRequest, isHome: boolean, signal: AbortSignal, means: Means): Promise<Step> {
  let answer: Dispatcher.ResponseData
  try {
    answer = await request(url, {
      dispatcher: means.agent,
      method: 'GET',
      headers: requestHeaders(asked, isHome, means.userAgent),
      signal,
    })
  } catch (error) {
    throw toFetchError(error, url.href, false)
  }
  const { statusCode: status, body } = answer
  const headers = flatten(answer.headers)
  const location = REDIRECT.has(status) ? headers['location'] : undefined
  if (!HAS_BODY.has(status)) body.on('error', ignoreAbort).destroy()
  if (location !== undefined) return { kind: 'redirect', location: readLocation(location), status }
  checkStatus(status, headers, url.href, means.clock())
  if (status === 304) return notModified(asked, headers, url.href)
  const wire = readBody(body, headers, asked, url.href)
  const { maxBytes, mayCut = false } = asked
  const limits = { maxBytes, mayCut, maxExpansion: means.limits.maxExpansion }
  const decoded = await decodeBody(wire, headers['content-encoding'], limits, url.href).finally(() =>
    body.on('error', ignoreAbort).destroy(),
  )
  const fetchedAt = means.clock()
  return {
    kind: 'document',
    document: { url: asked.url, finalUrl: url.href, status, headers, body: decoded, fetchedAt },
  }
}

// Headers are read as Latin-1; many servers write UTF-8 into this one, where only ASCII is allowed.
function readLocation(written: string): string {
  const bytes = Buffer.from(written, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : written
}

function requestHeaders(asked: FetchRequest, isHome: boolean, userAgent: string): Record<string, string> {
  const { etag, lastModified } = asked.validators ?? {}
  return {
    ...(isHome && asked.secretHeaders),
    'user-agent': userAgent,
    accept: asked.accept,
    'accept-encoding': 'gzip, deflate, br, zstd',
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
  }
}

function notModified(asked: FetchRequest, headers: Readonly<Record<string, string>>, url: string): FetchAnswer {
  const { etag, lastModified } = asked.validators ?? {}
  if (etag === undefined && lastModified === undefined) {
    throw new PipelineError(
      'FETCH_PROTOCOL',
      `Cannot fetch "${url}": status is 304, but nothing was asked conditionally`,
      {
        status: 304,
      },
    )
  }
  const validators = {
    ...(headers['etag'] !== undefined && { etag: headers['etag'] }),
    ...(headers['last-modified'] !== undefined && { lastModified: headers['last-modified'] }),
  }
  return { kind: 'notModified', validators, headers }
}

/** The pieces of a body as they come, up to the limit on the wire. */
async function* readBody(
  body: Dispatcher.ResponseData['body'],
  headers: Readonly<Record<string, string>>,
  { maxBytes, mayCut = false }: FetchRequest,
  url: string,
): AsyncGenerator<Uint8Array> {
  const tooLarge = () =>
    new PipelineError('FETCH_TOO_LARGE', `Cannot fetch "${url}": it has more than ${maxBytes} bytes`)
  let length = 0
  try {
    if (!mayCut && Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      if (!mayCut && length + piece.length > maxBytes) throw tooLarge()
      yield piece.subarray(0, maxBytes - length)
      length += piece.length
      if (mayCut && length >= maxBytes) return
    }
  } catch (error) {
    throw toFetchError(error, url, true)
  }
}

// A body that we do not want ends in an error of our own making.
const ignoreAbort = (): undefined => undefined

function guardedConnector(
  guard: AddressGuard,
  timeoutMs: number,
  certificates: readonly string[],
): buildConnector.connector {
  const lookup: LookupFunction = (hostname, options, callback) => {
    guard.resolve(hostname, (error, addresses) => {
      if (error || options.all) callback(error, addresses as { address: string; family: number }[])
      else callback(null, addresses[0]!.address, addresses[0]!.family)
    })
  }
  const trust = certificates.length === 0 ? {} : { ca: [...rootCertificates, ...certificates] }
  const connect = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    lookup,
    ...trust,
  } as buildConnector.BuildOptions)
  return (target, callback) => {
    try {
      guard.checkTarget(target.hostname, portOf(target.protocol, target.port))
    } catch (error) {
      callback(error as Error, null)
      return
    }
    connect(target, callback)
  }
}

function portOf(protocol: string, port: string): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    // No cookie jar: nothing of one feed is ever shown to another.
    if (value === undefined || name === 'set-cookie') continue
    flat[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return flat
}

function tooMany(url: string, state: string): PipelineError {
  return new PipelineError('FETCH_REDIRECTS', `Cannot fetch "${url}": ${state}`)
}
