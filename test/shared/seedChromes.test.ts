import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CHROME_WORDS, CHROMES, type Story } from '../core/article/chromes.ts'
import { articleOf } from '../core/article/pages.ts'

const folder = new URL('../../../shared/seeds/', import.meta.url)
const skip = existsSync(folder) ? false : 'the seed articles are not here'
const seeds = skip === false ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : []

const ENDS_SENTENCE = /[.!?]["”’]?$/

/** A seed as a story: its paragraphs of whole sentences; credits and stray lines stay out. */
function readSeed(name: string): Story {
  const lines = readFileSync(new URL(name, folder), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
  const paragraphs = lines.filter((line) => ENDS_SENTENCE.test(line))
  return { title: 'Kilicdaroglu accuses Russia, Kremlin denies', paragraphs }
}

for (const seed of seeds) {
  for (const [name, dress] of Object.entries(CHROMES)) {
    test(`extractArticle() gives ${seed} sentence for sentence out of the chrome "${name}"`, { skip }, () => {
      const story = readSeed(seed)
      const { text, title } = articleOf(dress(story))
      assert.equal(title, story.title)
      assert.deepEqual(text.split('\n\n').slice(1), story.paragraphs)
      for (const words of CHROME_WORDS) assert.ok(!text.includes(words), words)
    })
  }
}
