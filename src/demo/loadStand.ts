import { readdirSync, readFileSync } from 'node:fs'
import type { Stand, StandArticle, StandOutlet } from './stand.ts'

const FOLDER = new URL('./newsstand/', import.meta.url)

/**
 * Reads the newsstand's own outlets and articles from `src/demo/newsstand`, articles newest first.
 *
 * @throws Error when a file is missing or is no JSON, or when a slug is used twice.
 */
export function loadStand(): Stand {
  const outlets = readJson('outlets.json') as StandOutlet[]
  const names = readdirSync(new URL('articles/', FOLDER)).filter((name) => name.endsWith('.json'))
  const articles = names.map((name) => readJson(`articles/${name}`) as StandArticle)
  const slugs = new Set<string>()
  for (const { slug } of articles) {
    if (slugs.has(slug)) throw new Error(`Cannot load the newsstand: the slug "${slug}" is used twice`)
    slugs.add(slug)
  }
  return { outlets, articles: articles.toSorted((a, b) => b.publishedAt.localeCompare(a.publishedAt)) }
}

function readJson(path: string): unknown {
  const text = readFileSync(new URL(path, FOLDER), 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`Cannot load the newsstand: "${path}" is no JSON`, { cause: error })
  }
}
