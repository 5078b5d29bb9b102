import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { seededRandom } from '../../src/demo/bench/seededRandom.ts'

/**
 * Puts articles together from the paragraphs of a corpus: the headline and text of one, then paragraphs of others,
 * so that no two are the same. The same files give the same articles.
 *
 * @param directory Holds `.txt` files, paragraphs between blank lines.
 * @param words About how many words each is to have.
 */
export function* composeArticles(directory: string, count: number, words: number): Generator<string> {
  const random = seededRandom(1)
  const originals = readdirSync(directory)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) =>
      readFileSync(path.join(directory, name), 'utf8')
        .trim()
        .split(/\n\s*\n/),
    )
  const others = originals.flatMap(([_headline, ...paragraphs]) => paragraphs)
  for (let index = 0; index < count; index += 1) {
    const chosen = [...originals[index % originals.length]!]
    let length = countWords(chosen.join(' '))
    while (length < words) {
      const paragraph = random.pick(others)
      chosen.push(paragraph)
      length += countWords(paragraph)
    }
    yield chosen.join('\n\n')
  }
}

function countWords(text: string): number {
  return text.split(/\s+/).length
}
