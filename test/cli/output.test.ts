import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CommanderError } from 'commander'
import { EXIT, exitCodeOf } from '../../src/cli/exitCodes.ts'
import { printable } from '../../src/cli/output.ts'
import { PipelineError } from '../../src/domain/error.ts'

test('printable() strips colours, links, titles and cursor movements', () => {
  const cases: [string, string][] = [
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['\u001b]8;;https://evil.example/\u0007text\u001b]8;;\u0007', 'text'],
    ['a\u001b]0;title\u0007b', 'ab'],
    ['a\u001b[2Jb\u001b[3Ac', 'abc'],
    ['a\u009b31mb', 'ab'],
  ]
  for (const [text, expected] of cases) assert.equal(printable(text), expected)
})

test('printable() leaves no control or direction character, however broken its sequence', () => {
  for (const text of [
    '\u001b',
    '\u001b]0;never ends',
    '\u001b[',
    '\u001bP1;2',
    'a\rb\u0008c',
    '\u202etxt.exe\u2066',
    'a\u2028b',
  ]) {
    assert.doesNotMatch(printable(text), /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u, JSON.stringify(text))
  }
})

test('printable() makes one line, and cuts by characters, not by halves of them', () => {
  assert.equal(printable(' a\r\n\tb\n'), 'a b')
  assert.equal(printable('Kılıçdaroğlu', 6), 'Kılıç…')
  assert.equal(printable('😀😀😀😀', 3), '😀😀…')
  assert.equal(printable('abc', 3), 'abc')
})

test('exitCodeOf() gives each kind of end its code', () => {
  const code = (name: ConstructorParameters<typeof PipelineError>[0]) => exitCodeOf(new PipelineError(name, 'x'))
  assert.deepEqual([code('CONFIG_INVALID'), code('LIST_INVALID')], [EXIT.config, EXIT.config])
  assert.deepEqual([code('STORE_LOCKED'), code('RUN_BUSY')], [EXIT.busy, EXIT.busy])
  assert.deepEqual([code('SERVICE_UNAVAILABLE'), code('STORE_UNAVAILABLE')], [EXIT.unavailable, EXIT.unavailable])
  assert.deepEqual([code('INPUT_INVALID'), code('STORE_SCHEMA'), code('FETCH_TIMEOUT')], [EXIT.usage, 1, 1])
  assert.equal(exitCodeOf(new CommanderError(1, 'commander.unknownOption', 'x')), EXIT.usage)
  assert.equal(exitCodeOf(new CommanderError(0, 'commander.help', 'x')), EXIT.ok)
  assert.equal(exitCodeOf(Object.assign(new Error('x'), { code: '57P01' })), EXIT.unavailable)
  for (const odd of [new Error('x'), 'x', undefined]) assert.equal(exitCodeOf(odd), EXIT.failed)
})
