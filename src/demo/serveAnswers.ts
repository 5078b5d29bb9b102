import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a path answers. */
export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
  readonly lastModified?: Date
  readonly location?: string
}

/** One request as a stand saw it. */
export interface StandRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly ifNoneMatch?: string
  readonly ifModifiedSince?: string
  readonly status: number
}

export interface ServedAnswers {
  readonly origin: string
  /** The newest 20,000 requests, oldest first. */
  readonly requests: readonly StandRequest[]
  /** While down, every request is answered 503. */
  setDown(isDown: boolean): void
  close(): Promise<void>
}

const MAX_REQUESTS = 20_000

/**
 * Serves answers on 127.0.0.1 with ETag, Last-Modified, 304, HEAD and a log of requests.
 *
 * @param find Called for each GET and HEAD with the path and query; gets the origin too.
 * @throws What `listen` throws, for example `EADDRINUSE`.
 */
export async function serveAnswers(
  find: (target: string, origin: string) => Answer,
  options: { readonly port?: number; readonly host?: '127.0.0.1' } = {},
): Promise<ServedAnswers> {
  const host = options.host ?? '127.0.0.1'
  const requests: StandRequest[] = []
  let origin = ''
  let isDown = false

  const server = createServer((request, response) => {
    const answer = isDown ? UNAVAILABLE : answerTo(request, (target) => find(target, origin))
    const status = send(request, response, answer)
    if (requests.length >= MAX_REQUESTS) requests.shift()
    requests.push(describe(request, status))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, () => resolve())
  })
  origin = `http://${host}:${(server.address() as AddressInfo).port}`

  return {
    origin,
    requests,
    setDown: (down) => {
      isDown = down
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

const UNAVAILABLE = plain(503, 'Service unavailable')

function plain(status: number, text: string): Answer {
  return { status, contentType: 'text/plain; charset=utf-8', body: Buffer.from(`${text}\n`) }
}

function answerTo(request: IncomingMessage, find: (target: string) => Answer): Answer {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Method not allowed')
  try {
    return find(request.url ?? '/')
  } catch (error) {
    return plain(500, `Cannot render "${request.url}": ${error instanceof Error ? error.stack : String(error)}`)
  }
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): number {
  const etag = `"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 22)}"`
  response.setHeader('content-type', answer.contentType)
  if (answer.status === 405) response.setHeader('allow', 'GET, HEAD')
  if (answer.status === 503) response.setHeader('retry-after', '1')
  if (answer.location) response.setHeader('location', answer.location)
  if (answer.status === 200) {
    response.setHeader('etag', etag)
    response.setHeader('cache-control', 'max-age=0, must-revalidate')
    if (answer.lastModified) response.setHeader('last-modified', answer.lastModified.toUTCString())
    if (isUnchanged(request, etag, answer.lastModified)) {
      response.removeHeader('content-type')
      response.writeHead(304).end()
      return 304
    }
  }
  response.setHeader('content-length', answer.body.length)
  response.writeHead(answer.status)
  response.end(request.method === 'HEAD' ? undefined : answer.body)
  return answer.status
}

// RFC 9110, section 13.2.2: If-Modified-Since counts only when there is no If-None-Match.
function isUnchanged(request: IncomingMessage, etag: string, lastModified: Date | undefined): boolean {
  const ifNoneMatch = request.headers['if-none-match']
  if (ifNoneMatch !== undefined) {
    return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
  }
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return lastModified !== undefined && Math.floor(lastModified.getTime() / 1000) * 1000 <= since
}

function describe(request: IncomingMessage, status: number): StandRequest {
  const ifNoneMatch = request.headers['if-none-match']
  const ifModifiedSince = request.headers['if-modified-since']
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    ...(ifNoneMatch !== undefined && { ifNoneMatch }),
    ...(ifModifiedSince !== undefined && { ifModifiedSince }),
    status,
  }
}
