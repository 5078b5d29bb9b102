import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { readEnv } from '../../config/env.ts'
import { loadLists } from '../../config/lists.ts'
import { openLog } from '../../config/log.ts'
import { sha256 } from '../../src/db/documents.ts'
import { saveRevision } from '../../src/db/revisions.ts'
import { openStorage } from '../../src/runtime/openServices.ts'
import { runCli } from './runCli.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'claimwire-articles-'))
after(() => rmSync(folder, { recursive: true }))
const settings = { CLAIMWIRE_DATA_DIR: path.join(folder, 'data') }
const NOW = new Date('2026-11-20T12:00:00.000Z')
const TEXTS = [
  'Minister speaks\n\nThe minister spoke.\n\nNobody answered.',
  'Minister speaks\n\nThe minister spoke.\n\nThe embassy denied it.\u001b[31m',
]

before(async () => {
  const { env } = readEnv(settings)
  const lists = loadLists(env.configDir)
  const { database, close } = await openStorage(env, lists, openLog('error'))
  const run = { id: 'r1', trigger: 'once' as const, started_at: NOW }
  await database.insertInto('run').values(run).execute()
  const article = { url: 'https://a.example/1', outlet_id: lists.outlets[0]!.id, first_seen_at: NOW }
  await database
    .insertInto('article')
    .values([
      { ...article, id: 'a1', url_key: 'a.example/1' },
      { ...article, id: 'a2', url_key: 'a.example/2' },
    ])
    .execute()
  for (const [index, text] of TEXTS.entries()) {
    const visit = index + 1
    const values = { article_id: 'a1', number: visit, run_id: 'r1', stage: 'read' as const, stage_since: NOW }
    await database
      .insertInto('visit')
      .values({ ...values, cause: 'new' as const })
      .execute()
    const read = { title: 'Minister speaks', authors: ['Ana Reyes'], language: 'en', text, zones: [], flags: [] }
    await saveRevision(database, { articleId: 'a1', visit }, { ...read, textSource: 'page' }, sha256(text), NOW)
    await database.updateTable('visit').set({ stage: 'done', outcome: 'tagged' }).execute()
  }
  await close()
})

test('articles diff shows what changed between the newest two revisions, and is safe to print', async () => {
  const { code, stdout, stderr } = await runCli(['articles', 'diff', 'a1'], settings)
  assert.equal(code, 0, stderr)
  assert.deepEqual(stdout.trimEnd().split('\n'), [
    '--- revision 1',
    '+++ revision 2',
    '  … 1 the same',
    '  The minister spoke.',
    '- Nobody answered.',
    '+ The embassy denied it.',
  ])
})

test('articles diff --json compares the revisions it is told', async () => {
  const { code, stdout } = await runCli(['articles', 'diff', 'a1', '--from', '2', '--to', '1', '--json'], settings)
  assert.equal(code, 0)
  const { from, to, lines } = JSON.parse(stdout) as { from: number; to: number; lines: { kind: string }[] }
  assert.deepEqual([from, to, lines.map(({ kind }) => kind)], [2, 1, ['same', 'same', 'removed', 'added']])
})

test('articles diff says which revision is missing', async () => {
  const odd = await runCli(['articles', 'diff', 'a1', '--to', '7'], settings)
  assert.deepEqual([odd.code, odd.stdout], [2, ''])
  assert.match(odd.stderr, /Cannot compare article "a1": revision 7 is none of its 2 \[INPUT_INVALID\]/)
  const unread = await runCli(['articles', 'diff', 'a2'], settings)
  assert.match(unread.stderr, /Cannot compare article "a2": none was read/)
})

test('articles show gives the text as it was last read, or as it was read then', async () => {
  const newest = await runCli(['articles', 'show', 'a1', '--json'], settings)
  assert.equal((JSON.parse(newest.stdout) as { revision: { revision: number } }).revision.revision, 2)
  const { code, stdout } = await runCli(['articles', 'show', 'a1', '--revision', '1'], settings)
  assert.equal(code, 0)
  assert.match(stdout, /revision 1, en\nby Ana Reyes\nMinister speaks\n\nThe minister spoke\.\n\nNobody answered\.\n$/)
})
