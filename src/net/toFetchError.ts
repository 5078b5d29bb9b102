import { type ErrorCode, PipelineError } from '../domain/error.ts'

const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])
const PROTOCOL = new Set(['UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_INVALID_ARG', 'UND_ERR_INVALID_RETURN_VALUE'])
// Node calls a certificate that is too weak UNSPECIFIED: OpenSSL has more reasons than Node has names.
const TLS_CODE =
  /CERT|TLS|_SSL_|^EPROTO$|SIGNATURE|ISSUER|_CRL_|^(?:UNSPECIFIED|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/
const CUT = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'UND_ERR_ABORTED'])

/**
 * Gives whatever went wrong in a request its reason code.
 *
 * @param error As undici, Node or the guard threw it.
 * @param url For the message.
 * @param hasBegun Whether the body had begun: then a lost connection has cut it.
 * @returns A PipelineError; `error` itself when it is one.
 */
export function toFetchError(error: unknown, url: string, hasBegun: boolean): PipelineError {
  const chain = causesOf(error)
  const known = chain.find((cause) => cause instanceof PipelineError)
  if (known) return known as PipelineError
  // A DOMException has a number for a code; its name says more.
  const codes = chain.flatMap((cause) => [
    String((cause as { code?: unknown }).code ?? ''),
    String((cause as Error).name ?? ''),
  ])
  const code = findCode(codes, hasBegun)
  return new PipelineError(code, `Cannot fetch "${url}": ${(error as Error).message || codes.find(Boolean)}`, {
    cause: error,
  })
}

function findCode(codes: readonly string[], hasBegun: boolean): ErrorCode {
  if (codes.some((code) => TIMEOUTS.has(code) || code === 'TimeoutError' || code === 'AbortError'))
    return 'FETCH_TIMEOUT'
  if (codes.some((code) => TLS_CODE.test(code))) return 'FETCH_TLS'
  if (codes.some((code) => PROTOCOL.has(code) || code === 'HTTPParserError' || code.startsWith('HPE_')))
    return 'FETCH_PROTOCOL'
  if (codes.includes('UND_ERR_RES_CONTENT_LENGTH_MISMATCH')) return 'FETCH_TRUNCATED'
  if (hasBegun && codes.some((code) => CUT.has(code))) return 'FETCH_TRUNCATED'
  return 'FETCH_NETWORK'
}

// The error, what caused it, and what an AggregateError holds.
function causesOf(error: unknown): object[] {
  const found: object[] = []
  const queue: unknown[] = [error]
  while (queue.length > 0 && found.length < 20) {
    const next = queue.shift()
    if (typeof next !== 'object' || next === null) continue
    found.push(next)
    queue.push((next as Error).cause, ...((next as AggregateError).errors ?? []))
  }
  return found
}
