import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Job, UnrecoverableError } from 'bullmq'
import type { Extraction } from '../../src/domain/article.ts'
import { openThreadPool } from '../../src/thread/threadPool.ts'
import { read } from '../../workers/read.ts'
import { settle } from '../../workers/settle.ts'
import { NOW, visitAt } from '../steps/visits.ts'

const script = new URL('../thread/trialThread.ts', import.meta.url)
const pool = openThreadPool({ script, size: 1, timeoutMs: 20_000, maxHeapMb: 64 })
after(() => pool.close())

const SPIN_MS = 1000
const POISON = { spin: 'THREAD_TIMEOUT', grow: 'THREAD_OUT_OF_MEMORY' } as const
const idOf = (letter: string): string => `a${letter.repeat(24)}`

for (const [task, code] of Object.entries(POISON)) {
  test(`H10 a page that makes its thread ${task} is given up at its first attempt, and the pages behind it are read`, async () => {
    const tried: string[] = []
    const givenUp: string[] = []
    const extract = async (body: Uint8Array): Promise<Extraction> => {
      const text = Buffer.from(body).toString()
      tried.push(text)
      await pool.run(text === 'poison' ? task : 'double', 1, task === 'spin' ? { timeoutMs: SPIN_MS } : {})
      return { kind: 'notArticle', reason: 'NOT_AN_ARTICLE' }
    }
    const work = settle(
      'read',
      (key) =>
        read(key, {
          now: () => NOW,
          recheckAfterMs: [],
          loadVisit: async () => visitAt('read'),
          loadDocument: async ({ articleId }) => pageOf(articleId === idOf('1') ? 'poison' : 'sound'),
          loadEntry: async () => undefined,
          loadLastRevision: async () => undefined,
          extract: ({ body }) => extract(body),
          articleFromEntry: async () => undefined,
          outlets: [],
          loadOriginal: async () => undefined,
          saveCanonicalKey: async () => undefined,
          saveDuplicate: async () => true,
          hash: () => '',
          saveRevision: async () => 1,
          endVisit: async () => true,
          enqueue: async () => undefined,
        }),
      {
        giveUp: async (_name, _payload, failure) => {
          givenUp.push(failure.code)
        },
        observe: () => undefined,
      },
    )
    const jobs = ['1', '2', '3'].map((letter) => ({
      data: { articleId: idOf(letter), visit: 1 },
      attemptsMade: 0,
      opts: { attempts: 5 },
    }))
    const [poison, ...sound] = await Promise.allSettled(jobs.map((job) => work(job as Job)))
    // Unrecoverable: the queue does not try it again.
    assert.ok(poison?.status === 'rejected' && poison.reason instanceof UnrecoverableError)
    assert.deepEqual(
      sound.map((one) => one.status === 'fulfilled' && one.value),
      ['NOT_AN_ARTICLE', 'NOT_AN_ARTICLE'],
    )
    assert.deepEqual(givenUp, [code])
    assert.deepEqual(tried, ['poison', 'sound', 'sound'])
  })
}

const pageOf = (text: string) => ({
  url: 'x',
  finalUrl: 'x',
  status: 200,
  headers: {},
  body: Buffer.from(text),
  fetchedAt: NOW,
})
