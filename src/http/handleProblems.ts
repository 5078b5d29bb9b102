import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Log } from '../../config/log.ts'
import { isStoreAway } from '../db/isStoreAway.ts'
import { PipelineError } from '../domain/error.ts'
import type { HttpApp } from './httpDeps.ts'
import { HttpProblem, type InputError, type ProblemCode, sendProblem } from './problem.ts'
import { addSecurityHeaders } from './securityHeaders.ts'

/** What fastify refuses by itself. Its own words repeat what was sent, however long. */
const REFUSALS: Readonly<Record<number, readonly [ProblemCode, string]>> = {
  404: ['NOT_FOUND', 'There is nothing at this address'],
  405: ['METHOD_NOT_ALLOWED', 'Everything here is only read'],
  413: ['BODY_TOO_LARGE', 'The body is larger than this server reads'],
  414: ['URI_TOO_LONG', 'The address has a part that is too long'],
  415: ['MEDIA_TYPE_NOT_SUPPORTED', 'The body is of a media type that this server does not read'],
}

/** Every failure leaves as a problem answer; only our own faults are logged, once, here. */
export function handleProblems(app: HttpApp, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error)
    const fields = { err: error, method: request.method, url: request.url, code: problem.code }
    if (problem.status >= 500) log[problem.status === 503 ? 'warn' : 'error'](fields, 'a request failed')
    return sendProblem(request, reply, problem)
  })
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') {
      return sendProblem(request, reply, refuse(404))
    }
    reply.header('allow', 'GET, HEAD')
    return sendProblem(request, reply, refuse(405))
  })
}

/** For what the router refuses before any hook runs: bad percent-encoding, parameters beyond all bounds. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void addSecurityHeaders(request, reply).then(() => sendProblem(request, reply, toProblem(error)))
}

/** @returns What the client may know of a failure. */
export function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalidInput(error as unknown as FastifyError)
  if (isStoreAway(error) || isServiceAway(error)) {
    return new HttpProblem(503, 'STORE_UNAVAILABLE', 'The store or the queue does not answer')
  }
  const { code, statusCode = 500 } = error as Partial<FastifyError>
  if (code === 'FST_ERR_HANDLER_TIMEOUT') {
    return new HttpProblem(503, 'REQUEST_TIMEOUT', 'The answer took too long')
  }
  if (statusCode >= 400 && statusCode < 500) return refuse(statusCode)
  if (error instanceof URIError) return refuse(400)
  return new HttpProblem(500, 'INTERNAL_ERROR', 'The server failed; its log says more')
}

const isServiceAway = (error: unknown) =>
  error instanceof PipelineError && (error.code === 'SERVICE_UNAVAILABLE' || error.code === 'STORE_UNAVAILABLE')

function refuse(status: number): HttpProblem {
  const [code, detail] = REFUSALS[status] ?? ['BAD_REQUEST', 'The request is malformed']
  return new HttpProblem(status, code, detail)
}

/** An id of a form that we never give out names nothing; anything else is bad input. */
function invalidInput({ validation = [], validationContext }: FastifyError): HttpProblem {
  if (validationContext === 'params') return new HttpProblem(404, 'NOT_FOUND', 'There is nothing of this id')
  const errors = validation.flatMap(({ instancePath, message = 'invalid', params }): InputError[] => {
    const unknown = params['keys'] as readonly string[] | undefined
    if (!unknown) return [{ detail: message, pointer: `#${instancePath}` }]
    return unknown.slice(0, MAX_ERRORS).map((key) => ({ detail: 'no such parameter', pointer: pointerTo(key) }))
  })
  return new HttpProblem(422, 'INPUT_INVALID', 'The query has parameters that cannot be used', {
    errors: errors.slice(0, MAX_ERRORS),
  })
}

const MAX_ERRORS = 20
const MAX_KEY_LENGTH = 100

const pointerTo = (key: string) => `#/${key.slice(0, MAX_KEY_LENGTH).replaceAll('~', '~0').replaceAll('/', '~1')}`
