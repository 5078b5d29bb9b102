import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Credentials } from './httpDeps.ts'
import { HttpProblem } from './problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered without a password. */
    isPublic?: true
  }
}

const CHALLENGE = 'Basic realm="claimwire", charset="UTF-8"'

/**
 * Makes the hook that asks for user and password (RFC 7617) on every route but public ones, unknown routes included.
 *
 * Both sides are hashed first, so that the comparison takes as long whatever was sent.
 */
export function requirePassword({ user, password }: Credentials) {
  const wanted = digest(`${user}:${password}`)
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (request.routeOptions.config.isPublic) return
    const [, token] = /^Basic +([\w+/=-]{1,1000})$/i.exec(request.headers.authorization ?? '') ?? []
    const given = digest(Buffer.from(token ?? '', 'base64').toString('utf8'))
    if (timingSafeEqual(given, wanted) && token !== undefined) return
    reply.header('www-authenticate', CHALLENGE)
    throw new HttpProblem(401, 'AUTH_REQUIRED', 'User name and password are required')
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
