import type { Heft } from '../stand.ts'
import phrases from './phrases.json' with { type: 'json' }
import { seededRandom } from './seededRandom.ts'

const RULES = 600
const CALLS = 500
const MENU = 260

/**
 * Makes the style sheets, scripts and menus that weigh down real pages.
 *
 * @returns For a slug always the same heft; pages come to between 30 and 80 KB.
 */
export function buildHeft(seed: number): (slug: string) => Heft {
  const random = seededRandom(seed)
  const rules = Array.from(
    { length: RULES },
    (_, index) =>
      `.c${index}-${random.below(9999)}{margin:${random.below(40)}px;color:#${random.below(4096).toString(16).padStart(3, '0')}}`,
  )
  const calls = Array.from(
    { length: CALLS },
    (_, index) => `q.push(["k${index}",${random.below(1e9)},${random.below(1e9)}]);`,
  )
  const menu = Array.from({ length: MENU }, () => `${random.pick(phrases.towns)}: ${random.pick(phrases.subjects)}`)
  return (slug) => {
    const own = seededRandom([...slug].reduce((sum, character) => Math.imul(sum, 31) + character.charCodeAt(0), seed))
    return {
      css: rules.slice(0, 300 + own.below(RULES - 300)).join('\n'),
      script: `var q=[];${calls.slice(0, 180 + own.below(CALLS - 180)).join('')}`,
      menu: menu.slice(0, 50 + own.below(MENU - 50)),
    }
  }
}
