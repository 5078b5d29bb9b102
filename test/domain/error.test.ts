import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanMessage, FATES, PipelineError } from '../../src/domain/error.ts'

test('cleanMessage() leaves no NUL, no control character and no escape sequence', () => {
  assert.equal(cleanMessage('a\u0000b\u001b[31mc\r\nd\u009be\u007f'), 'a b [31mc d e ')
})

test('cleanMessage() leaves no lone surrogate, not even one that its own cut makes', () => {
  assert.ok(cleanMessage('a\ud800b').isWellFormed())
  const cut = cleanMessage(`${'x'.repeat(499)}😀`)
  assert.ok(cut.isWellFormed())
  assert.equal(cut.length, 500)
})

test('cleanMessage() is bounded, and leaves ordinary text alone', () => {
  assert.equal(cleanMessage('y'.repeat(10_000)).length, 500)
  assert.equal(cleanMessage('Kılıçdaroğlu 😀 «да»'), 'Kılıçdaroğlu 😀 «да»')
})

test('a PipelineError has a clean message, its code, and only the details that it was given', () => {
  const cause = new Error('below')
  const error = new PipelineError('FETCH_RATE_LIMITED', 'Cannot fetch "\u0000"', {
    cause,
    retryAfterMs: 0,
    status: 429,
  })
  assert.deepEqual(
    { name: error.name, message: error.message, code: error.code, after: error.retryAfterMs, status: error.status },
    { name: 'PipelineError', message: 'Cannot fetch " "', code: 'FETCH_RATE_LIMITED', after: 0, status: 429 },
  )
  assert.equal(error.cause, cause)
  const plain = new PipelineError('INTERNAL_ERROR', 'x')
  assert.deepEqual([plain.retryAfterMs, plain.status, 'cause' in plain], [undefined, undefined, false])
})

test('FATES have codes that are stable words', () => {
  for (const code of Object.keys(FATES)) assert.match(code, /^[A-Z]+(_[A-Z]+)*$/)
})
