import type { ExtractionRules } from '../../domain/extraction.ts'
import type { Block } from './findBlocks.ts'
import { foldTitle } from './findTitle.ts'

/** The rules, ready to use. */
export interface CompiledRules {
  readonly names: RegExp
  readonly lines: RegExp
  readonly ends: RegExp
}

const NEVER = '(?!)'

/** @throws SyntaxError when a rule is not a regular expression; the loader has checked that none is. */
export function compileRules(rules: ExtractionRules): CompiledRules {
  const join = (patterns: readonly string[]): string =>
    patterns.length === 0 ? NEVER : patterns.map((pattern) => `(?:${pattern})`).join('|')
  return {
    names: new RegExp(join(rules.boilerplateNames), 'u'),
    lines: new RegExp(`^(?:${join(rules.boilerplateLines)})$`, 'iu'),
    ends: new RegExp(`^(?:${join(rules.endLines)})$`, 'iu'),
  }
}

/**
 * Drops the lines that are not the article's own: captions, credits, links to other pieces, newsletters, sharing.
 *
 * @param blocks In reading order.
 * @param title The headline, which is not repeated.
 * @param rules From `config/extraction.json`.
 * @returns What is left, in the same order.
 * @throws Never.
 */
export function dropBoilerplate(blocks: readonly Block[], title: string | undefined, rules: CompiledRules): Block[] {
  const folded = foldTitle(title ?? '')
  const kept = blocks.filter((block) => !isBoilerplate(block, folded, rules))
  return dropTrailingHeadings(kept)
}

function isBoilerplate(block: Block, foldedTitle: string, rules: CompiledRules): boolean {
  if (block.kind === 'caption') return true
  if (foldedTitle !== '' && foldTitle(block.text) === foldedTitle) return true
  return rules.names.test(block.names) || rules.lines.test(block.text)
}

function dropTrailingHeadings(blocks: readonly Block[]): Block[] {
  let end = blocks.length
  while (end > 0 && blocks[end - 1]?.kind === 'heading') end -= 1
  return blocks.slice(0, end)
}
