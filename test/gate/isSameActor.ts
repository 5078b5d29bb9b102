import type { Lexicon } from '../../src/domain/lexicon.ts'

/**
 * Compares an actor of a labelled corpus with one that was found: by name, or by the state that both stand for.
 */
export function isSameActor(
  wanted: string,
  found: { readonly entityId: string | null; readonly name: string | null },
  onBehalfOf: string | null,
  lexicon: Lexicon,
): boolean {
  const names = (found.name ?? '').split('; ').map(fold).sort().join('; ')
  const plain = wanted.split('; ').map(fold).sort().join('; ')
  if (names === plain) return true
  if (names !== '' && (plain.endsWith(` ${names}`) || names.endsWith(` ${plain}`))) return true
  const state = stateOf(plain, lexicon)
  if (state === undefined) return false
  const entity = lexicon.entities.find((each) => each.id === found.entityId)
  if (entity?.kind === 'person') return false
  return [found.entityId, entity?.standsFor, onBehalfOf].includes(state)
}

function stateOf(name: string, lexicon: Lexicon): string | undefined {
  const country = lexicon.countries.find(
    (each) =>
      each.names.some((other) => fold(other) === name) ||
      each.demonyms.some((demonym) => name.startsWith(`${fold(demonym)} `)),
  )
  if (country) return country.id
  const entity = lexicon.entities.find((each) => [each.name, ...each.aliases].some((other) => fold(other) === name))
  return entity?.standsFor ?? (entity?.kind === 'bloc' ? entity.id : undefined)
}

function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ı', 'i')
    .replaceAll('’', "'")
    .toLowerCase()
    .replace(/^(the|a|an) /, '')
    .trim()
}
