import type { Env } from '../../config/env.ts'
import { PipelineError } from '../domain/error.ts'
import type { Credentials, HttpDeps } from './httpDeps.ts'
import { isLoopback } from './isLoopback.ts'
import { buildServer } from './server.ts'

/** The part of the services that the HTTP server stands on. */
export interface HttpServices {
  readonly env: Pick<Env, 'httpHost' | 'httpPort' | 'httpUser' | 'httpPassword' | 'tickMs'>
  readonly database: HttpDeps['database']
  readonly queues: { readonly all: HttpDeps['queues']; readonly knowsWorkers?: boolean }
  readonly log: HttpDeps['log']
}

export interface HttpServer {
  /** Where it answers: `http://127.0.0.1:8400`. */
  readonly address: string
  /** Lets running requests end. */
  close(): Promise<void>
}

/**
 * The HTTP composition root: API, dashboard of the queues, metrics and pages.
 *
 * @throws PipelineError CONFIG_INVALID when the address is open to others without a password, or cannot be listened on.
 */
export async function startHttp({ env, database, queues, log }: HttpServices): Promise<HttpServer> {
  const { httpHost, httpPort, httpUser, httpPassword, tickMs } = env
  if (httpPassword === undefined && !isLoopback(httpHost)) {
    throw new PipelineError(
      'CONFIG_INVALID',
      `Cannot listen on "${httpHost}": others can reach it, and CLAIMWIRE_HTTP_PASSWORD is not set`,
    )
  }
  const credentials: Credentials | undefined =
    httpPassword === undefined ? undefined : { user: httpUser, password: httpPassword }
  const { all, knowsWorkers = true } = queues
  const app = buildServer({ database, queues: all, knowsWorkers, log, credentials, tickMs, now: () => new Date() })
  try {
    const address = await app.listen({ host: httpHost, port: httpPort })
    return { address, close: () => app.close() }
  } catch (error) {
    await app.close()
    const { code, message } = error as NodeJS.ErrnoException
    throw new PipelineError('CONFIG_INVALID', `Cannot listen on "${httpHost}:${httpPort}": ${code ?? message}`, {
      cause: error,
    })
  }
}
