import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodePage } from '../../../src/core/article/decodePage.ts'
import { encode } from './encode.ts'
import { bytesOf } from './pages.ts'

const RUSSIAN =
  'Центральная избирательная комиссия заявила, что вмешательства в выборы не было, а обвинения назвала голословными. Наблюдатели говорят, что голосование прошло спокойно, и ждут итогов.'
const TURKISH =
  'Seçim kurulu, seçimlere dışarıdan müdahale edildiği iddiasını reddetti; başkan “böyle bir şey yok” dedi.'
const CHINESE =
  '选举委员会表示，没有发现外国干预选举的迹象。反对党领袖说，有人在网上散布伪造的录音，这是不可以的。大使馆否认了这一指控。'
const JAPANESE =
  '選挙管理委員会は、外国からの干渉はなかったと発表した。野党の党首は、偽の録音がインターネットで広がったと主張している。'
const KOREAN = '선거관리위원회는 외국의 선거 개입은 없었다고 밝혔다. 야당 대표는 조작된 녹음이 퍼졌다고 주장했다.'

const page = (text: string, charset = ''): string =>
  `<html><head>${charset ? `<meta charset="${charset}">` : ''}</head><body><p>${text}</p></body></html>`

const declared = [
  ['windows-1251', RUSSIAN],
  ['koi8-r', RUSSIAN],
  ['windows-1254', TURKISH],
  ['gb18030', CHINESE],
  ['big5', '選舉委員會表示，沒有發現外國干預選舉的跡象。'],
  ['shift_jis', JAPANESE],
  ['euc-jp', JAPANESE],
  ['iso-2022-jp', JAPANESE],
  ['euc-kr', KOREAN],
] as const

for (const [encoding, text] of declared) {
  test(`E09 decodePage() reads ${encoding} as the page declares it`, () => {
    assert.ok(decodePage(encode(page(text, encoding), encoding)).html.includes(text))
  })
  test(`E09 decodePage() reads ${encoding} as HTTP declares it, against the page's own word`, () => {
    assert.ok(decodePage(encode(page(text, 'utf-8'), encoding), `text/html; charset="${encoding}"`).html.includes(text))
  })
}

for (const [encoding, text] of [
  ['windows-1251', RUSSIAN],
  ['koi8-r', RUSSIAN],
  ['gb18030', CHINESE],
  ['shift_jis', JAPANESE],
  ['euc-jp', JAPANESE],
  ['iso-2022-jp', JAPANESE],
  ['euc-kr', KOREAN],
] as const) {
  test(`E09 decodePage() guesses ${encoding} where nobody declares it, and says so`, () => {
    const decoded = decodePage(encode(page(text), encoding), 'text/html')
    assert.ok(decoded.html.includes(text), decoded.encoding)
    assert.deepEqual(decoded.flags, ['encoding_guessed'])
  })
}

for (const encoding of ['utf-16le', 'utf-16be']) {
  test(`E09 decodePage() reads ${encoding} with and without a byte order mark`, () => {
    assert.ok(decodePage(encode(`\ufeff${page(RUSSIAN)}`, encoding)).html.includes(RUSSIAN))
    assert.ok(decodePage(encode(page(RUSSIAN), encoding)).html.includes(RUSSIAN))
  })
}

test('decodePage() guesses windows-1254 for a page in Turkish that declares no encoding', () => {
  const html = page(TURKISH).replace('<html', '<html lang="tr"')
  assert.ok(decodePage(encode(html, 'windows-1254')).html.includes(TURKISH))
})

test('E12 decodePage() lets a byte order mark win over every declaration', () => {
  const decoded = decodePage(bytesOf(`\ufeff${page('déjà', 'windows-1251')}`), 'text/html; charset=koi8-r')
  assert.ok(decoded.html.includes('déjà'))
  assert.equal(decoded.encoding, 'utf-8')
})

test('E10 decodePage() ignores labels that no browser knows', () => {
  for (const label of ['utf-7', 'utf-32', 'bogus', 'hz-gb-2312', '']) {
    assert.ok(decodePage(bytesOf(page('naïve', label)), `text/html; charset=${label}`).html.includes('naïve'), label)
  }
})

test('E11 decodePage() reads what calls itself Latin 1 as windows-1252, and as UTF-8 when it is UTF-8', () => {
  const quoted = decodePage(Uint8Array.from([0x93, 0x61, 0x94]), 'text/html; charset=iso-8859-1')
  assert.equal(quoted.html, '“a”')
  const wrong = decodePage(bytesOf(page('“naïve”')), 'text/html; charset=iso-8859-1')
  assert.ok(wrong.html.includes('“naïve”'))
  assert.deepEqual(wrong.flags, ['encoding_conflict'])
})

test('E07 U01 decodePage() repairs what is not text: broken UTF-8, NUL, control characters', () => {
  const decoded = decodePage(
    Uint8Array.from([0x61, 0xc0, 0x80, 0x00, 0x1b, 0x62, 0xed, 0xa0, 0x80, 0xf0, 0x9f]),
    'text/html; charset=utf-8',
  )
  assert.match(decoded.html, /^a\ufffd+b\ufffd+$/)
  assert.deepEqual(decoded.flags, ['encoding_errors', 'control_characters'])
})

test('decodePage() does not take a declaration in a comment for one', () => {
  const html = `<!-- <meta charset="koi8-r"> --><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>${RUSSIAN}`
  assert.ok(decodePage(encode(html, 'windows-1251')).html.includes(RUSSIAN))
})
