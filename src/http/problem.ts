import { STATUS_CODES } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Codes of our problem answers; stable, unlike the words beside them. */
export type ProblemCode =
  | 'BAD_REQUEST'
  | 'AUTH_REQUIRED'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'RECORD_DELETED'
  | 'BODY_TOO_LARGE'
  | 'URI_TOO_LONG'
  | 'MEDIA_TYPE_NOT_SUPPORTED'
  | 'INPUT_INVALID'
  | 'INTERNAL_ERROR'
  | 'STORE_UNAVAILABLE'
  | 'NOT_READY'
  | 'REQUEST_TIMEOUT'

/** What is wrong with one part of the input; the pointer names it (RFC 6901). */
export interface InputError {
  readonly detail: string
  readonly pointer: string
}

export interface ProblemExtras {
  readonly errors?: readonly InputError[]
  /** Of a deleted record: its last version. */
  readonly version?: number
}

/** Ends a request with a problem answer. The detail is shown to the client: no SQL, no paths. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly status: number
  readonly code: ProblemCode
  readonly extras: ProblemExtras

  constructor(status: number, code: ProblemCode, detail: string, extras: ProblemExtras = {}) {
    super(detail)
    this.status = status
    this.code = code
    this.extras = extras
  }
}

/** The body of a problem answer (RFC 9457): the status says it all, so the type is `about:blank`. */
export function problemBody(problem: HttpProblem, instance: string) {
  return {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
    instance,
    code: problem.code,
    ...problem.extras,
  }
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: HttpProblem): FastifyReply {
  if (problem.status === 503) reply.header('retry-after', '5')
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, instanceOf(request))))
}

const MAX_INSTANCE_LENGTH = 300

/** The path without the query: queries may hold what nobody wants repeated. */
const instanceOf = (request: FastifyRequest) => request.url.split(/[?#]/, 1)[0]!.slice(0, MAX_INSTANCE_LENGTH)
