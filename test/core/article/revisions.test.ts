// What makes a new revision of an article, and what does not: the text that is compared is the text that is extracted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffText } from '../../../src/core/article/diffText.ts'
import { CHROMES } from './chromes.ts'
import { articleOf, PARAGRAPHS, pageOf, storyOf } from './pages.ts'

const TITLE = 'Council finds no interference'
const story = { title: TITLE, paragraphs: PARAGRAPHS }

const around = (html: string): string =>
  html
    .replaceAll('Harbour festival draws record crowd despite the rain', 'Ministry denies meddling in the Moldovan vote')
    .replaceAll('Five quiet beaches for a long weekend', 'Embassy rejects the charge of interference, calls it absurd')
    .replaceAll('What the new rail timetable means for commuters', 'Storm closes the ports in the north')
    .replaceAll('First! The Harbour festival was better.', 'They deny everything, as they did last year.')
    .replaceAll('2 Comments', '17 Comments')

for (const [name, dress] of Object.entries(CHROMES)) {
  test(`a changed related box is no new revision in the chrome "${name}"`, () => {
    const page = dress(story)
    assert.notEqual(around(page), page)
    const [before, after] = [articleOf(page), articleOf(around(page))]
    assert.equal(after.text, before.text)
    assert.equal(after.title, before.title)
  })

  test(`a changed paragraph is a new revision in the chrome "${name}", whatever else has changed`, () => {
    const changed = PARAGRAPHS.with(
      2,
      'Opposition leader Dov Kessel withdrew his claim on Tuesday, and said that he was sorry.',
    )
    const before = articleOf(dress(story)).text
    const after = articleOf(around(dress({ ...story, paragraphs: changed }))).text
    assert.deepEqual(
      diffText(before, after).filter(({ kind }) => kind !== 'same'),
      [
        { kind: 'removed', text: PARAGRAPHS[2] },
        { kind: 'added', text: changed[2] },
      ],
    )
  })
}

const link = (text: string): string => `<a href="/n/${text.length}">${text}</a>`

/** What sites put between paragraphs, and change every hour. */
const INLINE: Readonly<Record<string, readonly [string, string]>> = {
  'a line that leads elsewhere': [
    `<p>Read more: ${link('Kremlin denies meddling')}</p>`,
    `<p>Read more: ${link('Beijing rejects the charge of meddling')}</p>`,
  ],
  'a related box': [
    `<aside class="related"><h4>Related</h4><ul><li>${link('Kremlin denies meddling in the vote')}</li></ul></aside>`,
    `<aside class="related"><h4>Related</h4><ul><li>${link('Beijing rejects charge')}</li><li>${link('Storm closes ports')}</li></ul></aside>`,
  ],
  'a German teaser': [
    `<p><strong>Lesen Sie auch:</strong> ${link('Kreml weist Vorwurf zurück')}</p>`,
    `<p><strong>Lesen Sie auch:</strong> ${link('Sturm schließt die Häfen')}</p>`,
  ],
  'counters of shares and comments': [
    '<div class="share-count">12 shares</div><div class="comment-count">3 comments</div>',
    '<div class="share-count">240 shares</div><div class="comment-count">57 comments</div>',
  ],
  'an advertisement that was not there': ['', '<div class="ad-slot"><p>Advertisement</p></div>'],
  'the time of the last update': [
    '<p class="updated">Last updated: 3 March 2026, 10:15</p>',
    '<p class="updated">Last updated: 3 March 2026, 11:40</p>',
  ],
  'another credit under the picture': [
    '<figure><img src="a.jpg"><figcaption>The council on Monday. Photo: Anna Veld/Agency</figcaption></figure>',
    '<figure><img src="b.jpg"><figcaption>Ilse Marant at the press conference. Photo: Milo Reyes</figcaption></figure>',
  ],
}

for (const [name, [before, after]] of Object.entries(INLINE)) {
  test(`between paragraphs ${name} is no new revision`, () => {
    const put = (box: string): string =>
      pageOf(`<main>${storyOf().replace(`<p>${PARAGRAPHS[3]}</p>`, `${box}<p>${PARAGRAPHS[3]}</p>`)}</main>`)
    for (const box of [before, after]) assert.equal(articleOf(put(box)).text, [TITLE, ...PARAGRAPHS].join('\n\n'))
  })
}

test('white space, attributes and the order of elements in the head make no new revision', () => {
  const page = CHROMES['semantic']!(story)
  const other = page.replaceAll('\n', '\n\n   ').replaceAll('<p>', '<p class="x1 y2" data-n="7">')
  assert.equal(articleOf(other).text, articleOf(page).text)
})
