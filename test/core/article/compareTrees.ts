import { readBody, readByJsdom } from '../../../src/core/article/readBody.ts'
import { readClues } from '../../../src/core/article/readClues.ts'
import { LIMITS, RULES } from './pages.ts'

export interface TreeComparison {
  /** 0 to 1: how far the words that Readability chooses on the light tree and on jsdom's are the same, as F1. */
  readonly likeness: number
  readonly lightWords: number
  readonly jsdomWords: number
}

/** Runs Readability on the light tree and on jsdom's; undefined where jsdom's answer was taken, or both have no text. */
export function compareTrees(body: Uint8Array, url: string, contentType: string): TreeComparison | undefined {
  const { html, page, context } = readClues({ body, url, contentType }, LIMITS, RULES)
  const title = context.title ?? ''
  const safe = wordsOf(readByJsdom(html, page, url, title, RULES))
  const { blocks, readBy } = readBody(html, page, url, title, RULES)
  const light = wordsOf(blocks.filter((block) => block.isChosen))
  if (readBy === 'jsdom' || light.length + safe.length === 0) return undefined
  const counts = countWords(safe)
  let common = 0
  for (const [word, count] of countWords(light)) common += Math.min(count, counts.get(word) ?? 0)
  return {
    likeness: (2 * common) / (light.length + safe.length),
    lightWords: light.length,
    jsdomWords: safe.length,
  }
}

function wordsOf(blocks: readonly { readonly text: string; readonly isHidden: boolean }[]): string[] {
  const visible = blocks.filter((block) => !block.isHidden).map((block) => block.text)
  return visible.join(' ').match(/[\p{L}\p{N}]+/gu) ?? []
}

function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
