import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRobotsDue, judgeRobots } from '../../../src/core/url/judgeRobots.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const HOUR = 3_600_000
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR)
const limits = {
  maxBytes: 524_288,
  totalTimeoutMs: 20_000,
  maxAgeMs: 24 * HOUR,
  maxStaleMs: 24 * HOUR,
  retryAfterMs: HOUR / 4,
  maxCrawlDelayMs: 120_000,
}
const body = 'User-agent: claimwire\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n'
const copy = (answeredHoursAgo: number, checkedHoursAgo = answeredHoursAgo) => ({
  body,
  answeredAt: ago(answeredHoursAgo),
  checkedAt: ago(checkedHoursAgo),
})
const judge = (of: Parameters<typeof judgeRobots>[0], path = '/a') =>
  judgeRobots(of, `https://news.example${path}`, 'claimwire', NOW, limits)

test('isRobotsDue() wants each robots.txt once in 24 hours', () => {
  assert.equal(isRobotsDue(undefined, NOW, limits), true)
  assert.equal(isRobotsDue(copy(23.9), NOW, limits), false)
  assert.equal(isRobotsDue(copy(24), NOW, limits), true)
})

test('isRobotsDue() leaves a site that does not answer alone for a quarter of an hour', () => {
  assert.equal(isRobotsDue(copy(30, 0.1), NOW, limits), false)
  assert.equal(isRobotsDue(copy(30, 0.3), NOW, limits), true)
  assert.equal(isRobotsDue({ checkedAt: ago(0.1) }, NOW, limits), false)
  assert.equal(isRobotsDue({ checkedAt: ago(0.3) }, NOW, limits), true)
})

test('judgeRobots() asks the rules for our own name', () => {
  assert.equal(judge(copy(1)), undefined)
  assert.equal(judge(copy(1), '/private/x'), 'robots')
})

test('judgeRobots() allows everything where there is no robots.txt', () => {
  assert.equal(judge({ answeredAt: ago(1), checkedAt: ago(1) }), undefined)
})

test('judgeRobots() uses an old answer for 24 hours more while there is no new one, then forbids everything', () => {
  assert.equal(judge(copy(47, 0)), undefined)
  assert.equal(judge(copy(47, 0), '/private'), 'robots')
  assert.equal(judge(copy(49, 0)), 'robots_unreachable')
  assert.equal(judge({ checkedAt: NOW }), 'robots_unreachable')
  assert.equal(judge(undefined), 'robots_unreachable')
})
