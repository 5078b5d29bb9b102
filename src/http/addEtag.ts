import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Gives an answer a weak validator, and sends 304 without the body to who has it already (RFC 9110, 13.1.2).
 *
 * An `onSend` hook. Problem answers go through untouched.
 */
export async function addEtag(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode !== 200 || typeof payload !== 'string') return payload
  const tag = createHash('sha256').update(payload).digest('base64url')
  reply.header('etag', `W/"${tag}"`).header('cache-control', 'private, max-age=5')
  if (!isKnown(request.headers['if-none-match'], tag)) return payload
  reply.code(304).removeHeader('content-type').removeHeader('content-length')
  return ''
}

function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some((part) => {
    const known = part.trim().replace(/^W\//, '')
    return known === '*' || known === `"${tag}"`
  })
}
