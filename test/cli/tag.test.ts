import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { after, suite, test } from 'node:test'
import type { Mention } from '../../src/domain/mention.ts'
import { pageOf, storyOf } from '../core/article/pages.ts'
import { MAIN, runCli } from './runCli.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'claimwire-tag-'))
after(() => rmSync(folder, { recursive: true }))

function fileOf(name: string, content: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

interface Line {
  file: string
  text?: string
  mentions?: Mention[]
  error?: { code: string; message: string }
}

const linesOf = (stdout: string): Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const DENIAL = 'The Kremlin denied on Monday that it had interfered in the election.'

suite('tag', { concurrency: 2 }, () => {
  test('tag --json prints one object a file, in order, and goes on after a file that is not there', async () => {
    const files = [
      fileOf('one.txt', DENIAL),
      path.join(folder, 'none.txt'),
      fileOf('page.html', pageOf(storyOf())),
      fileOf('stub.html', '<p>Short.</p>'),
      fileOf('empty.txt', ''),
      fileOf('two.txt', 'Nothing to see. 😀'),
    ]
    const { code, stdout, stderr } = await runCli(['tag', '--json', ...files])
    const lines = linesOf(stdout)
    assert.deepEqual(
      lines.map((line) => line.file),
      files,
    )
    assert.deepEqual(
      lines.map((line) => line.error?.code),
      [undefined, 'INPUT_INVALID', undefined, 'TEXT_TOO_SHORT', undefined, undefined],
    )
    assert.equal(code, 3)
    assert.match(stderr, /none\.txt.*ENOENT/)
    assert.doesNotMatch(stderr, /^\s+at /m)
    assert.ok(lines[0]!.mentions!.some((mention) => mention.kind === 'denial'))
    assert.match(lines[2]!.text!, /^Council finds no interference\n\n/)
    for (const { text: whole, mentions = [] } of lines) {
      for (const { span, quote } of mentions) assert.equal(whole!.slice(span.start, span.end), quote.exact)
    }
  })

  test('tag keeps the byte order mark and the line ends of a text: offsets are those of the file', async () => {
    const content = `\ufeffFirst line.\r\n\r\n${DENIAL}\r\nSecond\rThird\u0000\n`
    const { code, stdout } = await runCli(['tag', '--json', fileOf('bom.txt', content)])
    assert.equal(code, 0)
    const [line] = linesOf(stdout)
    assert.equal(line!.text, content)
    assert.ok(line!.mentions!.length > 0)
    for (const { span, quote } of line!.mentions!) assert.equal(content.slice(span.start, span.end), quote.exact)
  })

  test('tag reads stdin when no file is named', async () => {
    const { code, stdout } = await runCli(['tag', '--json'], {}, DENIAL)
    const [line] = linesOf(stdout)
    assert.deepEqual([code, line!.file, line!.text], [0, '-', DENIAL])
  })

  test('tag without --json prints a table, and escapes of the text do not reach the terminal', async () => {
    const odd = `The Kremlin denied on Monday that it had \u001b[31minterfered\u001b]0;title\u0007 in the election.`
    const { code, stdout } = await runCli(['tag', fileOf('odd.txt', odd)])
    assert.equal(code, 0)
    assert.match(stdout, /odd\.txt: \d+ mentions/)
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })

  test('tag --explain marks the spans, names the rules and says why a near miss was not tagged', async () => {
    const topic = 'Parliament set up a probe into Russian interference in the election.'
    const { code, stdout } = await runCli(['tag', '--explain', fileOf('why.txt', `${DENIAL}\n\n${topic}\n`)], {
      NO_COLOR: '1',
    })
    assert.equal(code, 0)
    assert.match(stdout, /why\.txt: 2 sentences, 1 mentions/)
    assert.match(stdout, /denial\.flat_denial by denial\.deny, act\.interference/)
    assert.match(stdout, /\[speaker The Kremlin\] \[cue denied\] on Monday \[target that \[content it had /)
    assert.match(stdout, /speaker {3}Kremlin, \w+ from “The Kremlin”/)
    assert.match(stdout, /not tagged: “interference[^”]*” \(act\.interference\): only a topic/)
    assert.doesNotMatch(stdout, /\u001b/)
  })

  test('tag --explain colours where colour is asked for, and escapes of the text do not reach the terminal', async () => {
    const odd = `The Kremlin denied on \u001b[31mMonday\u001b]0;title\u0007 that it had interfered in the election.`
    const args = ['tag', '--explain', fileOf('odd-why.txt', odd)]
    const plain = await runCli(args)
    assert.doesNotMatch(plain.stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    const coloured = await runCli(args, { FORCE_COLOR: '1' })
    assert.match(coloured.stdout, /\u001b\[33m/)
    assert.doesNotMatch(coloured.stdout, /\u001b\]|\u0007/)
  })

  test('tag --explain --json prints the sentences with their cues, near misses and mentions', async () => {
    const { stdout } = await runCli(['tag', '--explain', '--json'], {}, DENIAL)
    const [line] = stdout.trimEnd().split('\n')
    const { sentences } = JSON.parse(line!) as { sentences: { cues: unknown[]; mentions: Mention[] }[] }
    assert.deepEqual([sentences.length, sentences[0]!.mentions[0]!.kind], [1, 'denial'])
    assert.ok(sentences[0]!.cues.length > 0)
  })

  test('tag ends well when its reader has seen enough', async () => {
    const file = fileOf('big.txt', `${DENIAL}\n`.repeat(2000))
    const args = ['tag', '--json', ...Array.from({ length: 20 }, () => file)]
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    const stderr = text(child.stderr)
    await once(child.stdout, 'data')
    child.stdout.destroy()
    const [code] = await once(child, 'exit')
    assert.equal(code, 0, await stderr)
    assert.equal(await stderr, '')
  })
})
