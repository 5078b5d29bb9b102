// What is no article, in the shapes and languages of several content systems, each beside a look-alike that is one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NotArticleReason } from '../../../src/domain/article.ts'
import { extract, PARAGRAPHS } from './pages.ts'

interface Shape {
  readonly title: string
  readonly body: string
  readonly head?: string
  readonly url?: string
  readonly language?: string
}

function outcomeOf({ title, body, head = '', url = 'https://news.example/a/1', language = 'en' }: Shape): string {
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title} | Example Times</title><meta property="og:site_name" content="Example Times">${head}</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>${body}<footer><a href="/terms">Terms</a></footer></body></html>`
  const extraction = extract(html, url)
  return extraction.kind === 'article' ? 'article' : extraction.reason
}

const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('')
const jsonLd = (object: object): string => `<script type="application/ld+json">${JSON.stringify(object)}</script>`

const GERMAN = [
  'Die Wahlkommission teilte am Montag mit, sie habe keine Hinweise auf Einmischung aus dem Ausland gefunden.',
  'Der Oppositionsführer hatte behauptet, Betreiber im Ausland verbreiteten gefälschte Aufnahmen von ihm.',
  'Die Botschaft wies den Vorwurf zurück und nannte ihn eine Beleidigung der Freundschaft beider Länder.',
]
const FRENCH = [
  'La commission électorale a déclaré lundi qu’elle n’avait trouvé aucun signe d’ingérence étrangère dans le scrutin.',
  'Le chef de l’opposition avait affirmé que des opérateurs à l’étranger diffusaient de faux enregistrements.',
  'L’ambassade a rejeté l’accusation, la qualifiant d’insulte à l’amitié entre les deux pays.',
]
const SPANISH = [
  'La comisión electoral dijo el lunes que no había encontrado indicios de injerencia extranjera en la votación.',
  'El líder de la oposición había afirmado que operadores en el extranjero difundían grabaciones falsas.',
  'La embajada rechazó la acusación y la calificó de insulto a la amistad entre los dos países.',
]
const RUSSIAN = [
  'Центральная комиссия сообщила в понедельник, что не нашла признаков иностранного вмешательства в голосование.',
  'Лидер оппозиции ранее утверждал, что операторы за рубежом распространяют поддельные записи его голоса.',
  'Посольство отвергло обвинение и назвало его оскорблением двухвековой дружбы между двумя странами.',
]

/** Posts with their times, in one of the ways that live blogs are marked up. */
const posts = (texts: readonly string[], time: (minute: number) => string, tag = 'div'): string =>
  Array.from(
    { length: 12 },
    (_, at) =>
      `<${tag} class="post"><h3>${time(10 + 2 * at)}</h3>${paragraphs([`${texts[at % texts.length]} (${at})`])}</${tag}>`,
  ).join('')

const clock = (minute: number): string => `21:${minute}`

const LIVE: Readonly<Record<string, Shape>> = {
  'by its JSON-LD': {
    title: 'Varonia votes',
    head: jsonLd({ '@type': ['NewsArticle', 'LiveBlogPosting'], headline: 'Varonia votes' }),
    body: `<main><h1>Varonia votes</h1>${paragraphs(PARAGRAPHS)}</main>`,
  },
  'English, over': {
    title: 'Varonia election: results night – as it happened',
    body: `<main><h1>Varonia election: results night – as it happened</h1>${posts(PARAGRAPHS, clock)}</main>`,
  },
  'English, with a.m. and p.m.': {
    title: 'Live updates: Varonia counts its votes',
    body: `<main><h1>Live updates: Varonia counts its votes</h1>${posts(PARAGRAPHS, (minute) => `9.${minute} p.m. ET`, 'article')}</main>`,
  },
  'English, named by its address': {
    title: 'Varonia election live: count goes on',
    url: 'https://news.example/politics/live/2026/nov/03/varonia-election',
    body: `<main><h1>Varonia election live: count goes on</h1>${posts(PARAGRAPHS, () => 'Key event', 'section')}</main>`,
  },
  German: {
    title: 'Liveticker zur Wahl in Varonien',
    language: 'de',
    body: `<main><h1>Liveticker zur Wahl in Varonien</h1>${posts(GERMAN, (minute) => `21.${minute} Uhr`)}</main>`,
  },
  French: {
    title: 'EN DIRECT – Élection en Varonie : le dépouillement continue',
    language: 'fr',
    body: `<main><h1>EN DIRECT – Élection en Varonie : le dépouillement continue</h1>${posts(FRENCH, (minute) => `21h${minute}`)}</main>`,
  },
  Spanish: {
    title: 'Elecciones en Varonia, minuto a minuto',
    language: 'es',
    body: `<main><h1>Elecciones en Varonia, minuto a minuto</h1><ul>${posts(SPANISH, (minute) => `21:${minute} h`, 'li')}</ul></main>`,
  },
  Russian: {
    title: 'Выборы в Варонии: онлайн-трансляция',
    language: 'ru',
    body: `<main><h1>Выборы в Варонии: онлайн-трансляция</h1>${posts(RUSSIAN, clock)}</main>`,
  },
}

const PAID: Readonly<Record<string, Shape>> = {
  'English, subscribers only': {
    title: 'Secret talks',
    body: `<article><h1>Secret talks</h1>${paragraphs(PARAGRAPHS.slice(0, 2))}<div class="wall"><p>This article is only available to subscribers.</p></div></article>`,
  },
  'English, free articles used up': {
    title: 'Secret talks',
    body: `<article><h1>Secret talks</h1>${paragraphs(PARAGRAPHS.slice(0, 2))}</article><div role="dialog"><p>You have reached your limit of free articles.</p></div>`,
  },
  German: {
    title: 'Geheime Gespräche',
    language: 'de',
    body: `<article><h1>Geheime Gespräche</h1>${paragraphs(GERMAN.slice(0, 2))}<p>Dieser Artikel ist nur für Abonnenten lesbar.</p></article>`,
  },
  French: {
    title: 'Pourparlers secrets',
    language: 'fr',
    body: `<article><h1>Pourparlers secrets</h1>${paragraphs(FRENCH.slice(0, 2))}<p>Il vous reste 72 % de cet article à lire.</p></article>`,
  },
  Spanish: {
    title: 'Conversaciones secretas',
    language: 'es',
    body: `<article><h1>Conversaciones secretas</h1>${paragraphs(SPANISH.slice(0, 2))}<p>Contenido exclusivo para suscriptores</p></article>`,
  },
  Italian: {
    title: 'Colloqui segreti',
    language: 'it',
    body: `<article><h1>Colloqui segreti</h1>${paragraphs(SPANISH.slice(0, 2))}<p>Contenuto riservato agli abbonati</p></article>`,
  },
  'by its JSON-LD, in a graph': {
    title: 'Secret talks',
    head: jsonLd({ '@graph': [{ '@type': 'NewsArticle', headline: 'Secret talks', isAccessibleForFree: false }] }),
    body: `<article><h1>Secret talks</h1>${paragraphs(PARAGRAPHS.slice(0, 2))}</article>`,
  },
}

const FILMS: Readonly<Record<string, Shape>> = {
  'by its JSON-LD': {
    title: 'Watch: the count in Varonia',
    head: jsonLd({ '@type': 'VideoObject', name: 'Watch: the count in Varonia', uploadDate: '2026-11-03' }),
    body: `<main><h1>Watch: the count in Varonia</h1><video src="/v.mp4"></video><p>Our reporter spent the night with those who count the votes by hand.</p></main>`,
  },
  'by its Open Graph type': {
    title: 'Vidéo : le dépouillement',
    language: 'fr',
    head: '<meta property="og:type" content="video.other">',
    body: `<main><h1>Vidéo : le dépouillement</h1><iframe src="https://player.example/1"></iframe><p>Notre reporter a passé la nuit avec ceux qui comptent les bulletins.</p></main>`,
  },
}

const headlines = (texts: readonly string[]): string =>
  Array.from({ length: 8 }, (_, at) => texts[at % texts.length]!.slice(0, 70 + at))
    .map((text, at) => `<li><a href="/a/${at}"><h3>${text}</h3></a></li>`)
    .join('')

const INDEXES: Readonly<Record<string, Shape>> = {
  'a section of headlines': {
    title: 'Politics',
    body: `<main><h1>Politics</h1><ul>${headlines(PARAGRAPHS)}</ul></main>`,
  },
  'a German section': {
    title: 'Politik',
    language: 'de',
    body: `<main><h1>Politik</h1><ul>${headlines(GERMAN)}</ul></main>`,
  },
  'a front page of linked teasers': {
    title: 'Noticias de hoy',
    language: 'es',
    url: 'https://news.example/',
    head: '<meta property="og:type" content="website">',
    body: `<main>${SPANISH.map((text, at) => `<div class="teaser"><a href="/n/${at}"><h2>${text.slice(0, 60)}</h2><p>${text}</p></a></div>`).join('')}</main>`,
  },
  'a topic with teasers that are not linked': {
    title: 'Topic: elections',
    url: 'https://news.example/topics/elections',
    head: jsonLd({ '@type': 'CollectionPage', name: 'Topic: elections' }),
    body: `<main><h1>Topic: elections</h1>${PARAGRAPHS.map((text, at) => `<div class="teaser"><h2><a href="/n/${at}">Headline number ${at} about the vote</a></h2><p>${text}</p></div>`).join('')}</main>`,
  },
}

const kinds: readonly (readonly [NotArticleReason, string, Readonly<Record<string, Shape>>])[] = [
  ['LIVE_BLOG', 'a live blog', LIVE],
  ['PAYWALL', 'a stub before a paywall', PAID],
  ['NOT_AN_ARTICLE', 'a page around a film', FILMS],
  ['NOT_AN_ARTICLE', 'an index page', INDEXES],
]

for (const [reason, what, shapes] of kinds) {
  for (const [name, shape] of Object.entries(shapes)) {
    test(`extractArticle() recognises ${what}: ${name}`, () => {
      assert.equal(outcomeOf(shape), reason)
    })
  }
}

const long = [
  ...PARAGRAPHS,
  ...PARAGRAPHS.map((text) => text.replace('The', 'Later, the')),
  ...PARAGRAPHS,
  ...PARAGRAPHS,
]

const ARTICLES: Readonly<Record<string, Shape>> = {
  'live music in the headline': {
    title: 'Live music returns to Varonia',
    url: 'https://news.example/culture/live-music',
    body: `<main><h1>Live music returns to Varonia</h1>${paragraphs(PARAGRAPHS)}</main>`,
  },
  'two times of day in the text': {
    title: 'What the live blog of the vote left out',
    body: `<main><h1>What the live blog of the vote left out</h1>${paragraphs(['21:10 was when the first box was opened, volunteers said.', ...PARAGRAPHS])}</main>`,
  },
  'its whole text open although it is said to be paid for': {
    title: 'Open talks',
    head: jsonLd({ '@type': 'NewsArticle', headline: 'Open talks', isAccessibleForFree: false }),
    body: `<article><h1>Open talks</h1>${paragraphs(long)}</article>`,
  },
  'an offer of a subscription below it': {
    title: 'Open talks',
    body: `<article><h1>Open talks</h1>${paragraphs(long)}<div class="offer"><p>Subscribe to read more of our work.</p></div></article>`,
  },
  'a film in it': {
    title: 'The count in Varonia',
    head: jsonLd([
      { '@type': 'NewsArticle', headline: 'The count in Varonia' },
      { '@type': 'VideoObject', name: 'The count' },
    ]),
    body: `<article><h1>The count in Varonia</h1><video src="/v.mp4"></video>${paragraphs(PARAGRAPHS)}</article>`,
  },
  'a list of links in it': {
    title: 'All we know about the vote',
    body: `<article><h1>All we know about the vote</h1>${paragraphs(long)}<ul>${headlines(PARAGRAPHS)}</ul></article>`,
  },
}

for (const [name, shape] of Object.entries(ARTICLES)) {
  test(`extractArticle() takes for an article what has ${name}`, () => {
    assert.equal(outcomeOf(shape), 'article')
  })
}
