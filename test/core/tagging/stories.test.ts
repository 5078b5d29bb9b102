import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize, tag } from './tag.ts'

test('a body named again by its noun alone is the body of the sentence before', () => {
  const text =
    'Iran was behind the hack of a presidential campaign, the FBI and other agencies said on Monday. Iran’s mission to the United Nations denied the allegation. “Iran has no intention to interfere in the election,” the mission said.'

  assert.deepEqual(summarize(text), [
    'claim by FBI against Iran',
    'denial by Iran against Iran',
    'denial by Iran against Iran',
  ])
})

test('two states joined by and are both accused, and a spokesman of one denies', () => {
  const text =
    'The minister told reporters that Russia and Venezuela had spread fake news about the vote. A Kremlin spokesman called it “hysteria”.'

  assert.deepEqual(summarize(text), [
    'claim by minister against Russia; Venezuela',
    'denial by Kremlin spokesman against Russia; Venezuela',
  ])
})

test('a headline without a stop gives no title to the name below it', () => {
  const text =
    'Leader sees Russian special operation\n\nPresident Salome Zourabichvili said that Georgia had fallen victim to a Russian special operation at the ballot box.'

  assert.deepEqual(summarize(text), ['claim by Leader against Russia', 'claim by Salome Zourabichvili against Russia'])
})

test('a denial answers the claims of the same statement before it', () => {
  const text =
    'Ana Lovric accused Serbia of meddling in the vote. “Serbia pays trolls to sway our election,” Lovric said. Belgrade rejected the accusation.'
  const [first, second, denial] = tag(text)

  assert.deepEqual(denial!.respondsTo.toSorted(), [first!.id, second!.id].toSorted())
  assert.equal(denial!.accused.entityId, 'country:RS')
})

test('an election is told by its day when the article has no date', () => {
  const [mention] = tag('The premier accused Russia of meddling in Turkey’s presidential election on May 14.')

  assert.equal(mention!.election.country, 'TR')
  assert.equal(mention!.election.year, 2023)
  assert.equal(mention!.scope, 'foreign')
})

test('ids do not depend on what stands elsewhere in the article', () => {
  const sentence = 'The premier accused Russia of meddling in the election.'

  assert.equal(tag(sentence)[0]!.id, tag(`Voters went home early.\n${sentence}`)[0]!.id)
})
