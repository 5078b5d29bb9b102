import { PipelineError } from '../domain/error.ts'
import type { Limits } from '../domain/limits.ts'
import type { RobotsAnswer } from '../domain/robots.ts'
import type { FetchAnswer, FetchRequest } from './fetchUrl.ts'

/**
 * Opens the way to robots.txt files.
 *
 * @param fetch The guarded fetcher, behind the gate of the site.
 * @param limits `config/limits.json`, section `robots`.
 * @returns Asks an origin for its robots.txt. Who asks while an answer is under way gets the same answer. Throws
 *   PipelineError FETCH_BLOCKED_ADDRESS and FETCH_BAD_URL; every other failure is an answer (RFC 9309, section 2.3.1).
 */
export function openRobotsFetcher(
  fetch: (request: FetchRequest, siteKey: string) => Promise<FetchAnswer>,
  limits: Limits['robots'],
): (origin: string, siteKey: string) => Promise<RobotsAnswer> {
  const underWay = new Map<string, Promise<RobotsAnswer>>()
  const ask = async (origin: string, siteKey: string): Promise<RobotsAnswer> => {
    try {
      const request = {
        url: `${origin}/robots.txt`,
        accept: 'text/plain, */*;q=0.5',
        maxBytes: limits.maxBytes,
        mayCut: true,
        totalTimeoutMs: limits.totalTimeoutMs,
      }
      const answer = await fetch(request, siteKey)
      return answer.kind === 'document'
        ? { kind: 'body', body: new TextDecoder().decode(answer.document.body) }
        : { kind: 'unreachable', code: 'FETCH_PROTOCOL' }
    } catch (error) {
      return toAnswer(error)
    }
  }
  return (origin, siteKey) => {
    const running = underWay.get(origin) ?? ask(origin, siteKey).finally(() => underWay.delete(origin))
    underWay.set(origin, running)
    return running
  }
}

function toAnswer(error: unknown): RobotsAnswer {
  if (!(error instanceof PipelineError) || error.code === 'SITE_BUSY') throw error
  const { code, status = 0 } = error
  if (code === 'FETCH_BLOCKED_ADDRESS' || code === 'FETCH_BAD_URL') throw error
  // A server that asks for fewer requests is no server without rules: 429 is taken as 5xx is.
  const isNone = (status >= 400 && status < 500 && status !== 429) || code === 'FETCH_REDIRECTS'
  return isNone ? { kind: 'none' } : { kind: 'unreachable', code }
}
