import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tag } from './tag.ts'

const METHODS: readonly (readonly [text: string, ...methods: string[]])[] = [
  ['The minister said Iran broke into the phone of the candidate before the election.', 'cyber'],
  ['The minister said Iran ran fake accounts to sway the election.', 'inauthentic_accounts'],
  ['The minister said Togo wired $3 million to voters before the election.', 'malign_finance'],
  ['The minister accused Togo of paying voters in the election.', 'malign_finance'],
  ['The union accused the mayor of forcing workers to vote for his party in the election.', 'intimidation'],
  ['The minister said Belarus spread doctored clips before the election.', 'fabricated_media'],
  ['The minister said Belarus spread fake news about the candidate before the election.', 'disinformation'],
  ['The opposition said the ruling party had flipped votes.', 'electoral_process'],
  ['The minister said Belarus used mercenaries to disrupt the election.', 'proxies'],
  ['The minister said Belarus meddled in the election.', 'unspecified'],
  ['Russia attacked our election and must pay a price, the senator said.', 'unspecified'],
  ['The minister said Moscow had run an influence campaign before the election.', 'unspecified'],
]

for (const [text, ...methods] of METHODS) {
  test(`${methods.join(' and ')} in: ${text}`, () => {
    assert.deepEqual(
      tag(text)
        .filter((mention) => mention.kind === 'claim')
        .map((mention) => [...mention.methods].sort()),
      [methods.sort()],
    )
  })
}
