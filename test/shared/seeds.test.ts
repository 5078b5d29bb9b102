import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { TaggedRecord } from '../../src/domain/record.ts'
import { assertSettled } from '../helpers/assertSettled.ts'
import { openPipeline, type TestPipeline } from '../helpers/pipeline.ts'
import { serveTexts, type TextSite } from '../helpers/serveTexts.ts'
import { openEmbeddedStore, type TestStore } from '../helpers/testStores.ts'

const folder = new URL('../../../shared/seeds/', import.meta.url)
const skip = existsSync(folder) ? false : 'skipped: the seed articles are not beside the project'

interface Gold {
  readonly mentions: readonly {
    readonly doc: string
    readonly kind: string
    readonly scored: boolean
    readonly speaker: { readonly entity: string }
    readonly accused: string
  }[]
}

describe('the seed articles, served through a feed', { skip }, () => {
  let site: TextSite
  let store: TestStore
  let pipeline: TestPipeline
  let records: TaggedRecord[]
  let gold: Gold

  before(async () => {
    gold = JSON.parse(readFileSync(new URL('gold.json', folder), 'utf8'))
    site = await serveTexts(folder)
    store = await openEmbeddedStore()
    pipeline = await openPipeline(site, store.variables)
    await pipeline.ingest()
    records = await pipeline.records()
  })
  after(async () => {
    await pipeline?.close()
    await store?.[Symbol.asyncDispose]()
    await site?.[Symbol.asyncDispose]()
  })

  it('all end as tagged articles', async () => {
    await assertSettled(pipeline.services)
    const visits = await pipeline.services.database.selectFrom('visit').select('outcome').execute()
    assert.deepEqual(
      visits.map((visit) => visit.outcome),
      Array(site.texts.size).fill('tagged'),
    )
  })

  it('keep every sentence', async () => {
    const rows = await pipeline.services.database
      .selectFrom('revision')
      .innerJoin('article', 'article.id', 'revision.article_id')
      .select(['url', 'text'])
      .execute()
    for (const [name, seed] of site.texts) {
      const article = rows.find((row) => row.url.includes(name))
      assert.ok(article, name)
      const text = words(article.text)
      for (const sentence of sentencesOf(seed)) assert.ok(text.includes(words(sentence)), `${name}: ${sentence}`)
    }
  })

  it('give the claim against Russia and the denial wherever the article has them', () => {
    const isTold = ({ kind, speaker, accused, scored }: Gold['mentions'][number]) =>
      scored &&
      accused === 'Russia' &&
      ((kind === 'claim' && speaker.entity === 'Kemal Kilicdaroglu') ||
        (kind === 'denial' && /Peskov|Kremlin/.test(speaker.entity)))
    for (const { doc, kind, speaker } of gold.mentions.filter(isTold)) {
      const found = records.filter(({ article, mention }) => article.url.includes(doc) && mention.kind === kind)
      const names = kind === 'claim' ? /Kilicdaroglu|Kılıçdaroğlu/ : /Peskov|Kremlin/
      const isFound = found.some(
        ({ mention }) => names.test(mention.speaker.name ?? '') && mention.accused.name === 'Russia',
      )
      assert.ok(isFound, `${doc}: a ${kind} by ${speaker.entity}`)
    }
  })
})

/** Whole sentences: credits, tags and link lines end without a full stop. */
function sentencesOf(text: string): string[] {
  const sentences = text.split('\n').flatMap((line) => line.split(/(?<=[.!?]["”’]?)\s+/))
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => /\s.*[.!?]["”’]?$/.test(sentence))
}

const words = (text: string) => text.replace(/\s+/g, ' ')
