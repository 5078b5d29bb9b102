import type { MergedDraft } from '../judges/mergeDrafts.ts'

/**
 * Leaves out deeds of any kind unless the article accuses whoever does them of interference in other words too: a state
 * by anybody, a compatriot by the same speaker.
 *
 * @param drafts Of the whole article.
 * @throws Never.
 */
export function dropUnknownDeeds(drafts: readonly MergedDraft[]): MergedDraft[] {
  const countries = new Set<string>()
  const charges = new Set<string>()
  for (const draft of drafts) {
    if (isOpen(draft)) continue
    if (draft.accused?.country) countries.add(draft.accused.country)
    if (draft.kind === 'claim' && draft.accused?.name) charges.add(chargeOf(draft))
  }
  return drafts.filter(
    (draft) =>
      !isOpen(draft) ||
      charges.has(chargeOf(draft)) ||
      (draft.flags.includes('needs_state') && countries.has(draft.accused?.country ?? '')),
  )
}

function isOpen(draft: MergedDraft): boolean {
  return draft.flags.includes('needs_charge')
}

function chargeOf(draft: MergedDraft): string {
  return `${draft.speaker?.name} ${draft.accused?.name}`
}
