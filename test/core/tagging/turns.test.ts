import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize, tag } from './tag.ts'

test('what stands behind a name in a transcript is said by that person, in later paragraphs too', () => {
  const text = [
    'QUESTION: Did Belarus meddle in the vote in Latvia?',
    'MR. OZOLS: There is no doubt. We have seen the accounts.',
    'Belarus interfered in our election.',
    'QUESTION: And what of Russia?',
    'MR. OZOLS: Russia did not interfere in this vote.',
    'QUESTION: Thank you.',
  ].join('\n\n')

  assert.deepEqual(summarize(text), ['claim by OZOLS against Belarus', 'denial by OZOLS against Russia'])
})

test('an interview with names in small letters is a transcript once somebody speaks twice', () => {
  const text = [
    'The Courier: What happened on election day?',
    'Ana Lovric: Serbia paid trolls to sway our vote.',
    'The Courier: Who else?',
    'Ana Lovric (by phone): Nobody. Hungary did not meddle in the election.',
  ].join('\n')

  assert.deepEqual(summarize(text), ['claim by Ana Lovric against Serbia', 'denial by Ana Lovric against Hungary'])
})

test('whom a speaker quotes keeps the quoted words', () => {
  const text = [
    'HOST: The ministry was clear.',
    'LOVRIC: It was. The minister said, “Serbia interfered in our election.” Nobody else did. Hungary did not meddle in the vote.',
    'HOST: Thank you.',
  ].join('\n')

  assert.deepEqual(summarize(text), ['claim by minister against Serbia', 'denial by LOVRIC against Hungary'])
})

test('an answer to a question without a name belongs to nobody in particular', () => {
  const text = 'Q: Did Serbia meddle?\nA: Serbia meddled in our election.\nQ: How?\nA: With money.'

  assert.deepEqual(
    tag(text).filter((mention) => mention.speaker.name === 'narrator'),
    [],
  )
})

test('a post is said by who signs it', () => {
  const text =
    'The leader posted again on Sunday.\n\nSerbia interfered in our elections for years, and he knew it.\n\n— Ana Lovric (@analovric) May 26, 2023\n\nHe did not reply.'

  assert.deepEqual(summarize(text), ['claim by Ana Lovric against Serbia'])
})

test('colons inside ordinary paragraphs make no transcript', () => {
  const text =
    'Latvia: a small state with a large neighbour.\nThe premier was blunt: Belarus meddled in the vote.\nBelarus denied that it had meddled in the vote.'

  assert.deepEqual(summarize(text).at(-1), 'denial by Belarus against Belarus')
})
