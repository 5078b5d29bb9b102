import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeFeed } from '../../../src/core/feed/decodeFeed.ts'

// What the bytes E2 FB E1 EE F0 FB spell is "выборы" in windows-1251.
const ELECTIONS_1251 = Buffer.from([0xe2, 0xfb, 0xe1, 0xee, 0xf0, 0xfb])
const bytes = (...parts: (string | readonly number[] | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part))))

test('decodeFeed() follows the XML declaration, and the HTTP header before it', () => {
  const declared = bytes('<?xml version="1.0" encoding="windows-1251"?><a>', ELECTIONS_1251, '</a>')
  assert.match(decodeFeed(declared).text, /<a>выборы<\/a>/)
  const undeclared = bytes('<a>', ELECTIONS_1251, '</a>')
  assert.match(decodeFeed(undeclared, 'text/xml; charset="windows-1251"').text, /<a>выборы<\/a>/)
})

test('decodeFeed() believes valid UTF-8 more than any label', () => {
  const body = bytes('<?xml version="1.0" encoding="iso-8859-1"?><a>выборы</a>')
  assert.match(decodeFeed(body, 'text/xml; charset=windows-1252').text, /выборы/)
})

test('decodeFeed() takes the other label when one says UTF-8 and the bytes are not', () => {
  const body = bytes('<?xml version="1.0" encoding="utf-8"?><a>', ELECTIONS_1251, '</a>')
  assert.match(decodeFeed(body, 'text/xml; charset=windows-1251').text, /выборы/)
})

for (const [name, body] of [
  ['UTF-16 LE with a mark', bytes([0xff, 0xfe], Buffer.from('<a>выборы</a>', 'utf16le'))],
  ['UTF-16 LE without one', Buffer.from('<a>выборы</a>', 'utf16le')],
  ['UTF-16 BE without one', Buffer.from('<a>выборы</a>', 'utf16le').swap16()],
  ['UTF-32 BE', Buffer.from([...'<a>выборы</a>'].flatMap((c) => [0, 0, c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255]))],
  ['two UTF-8 marks', bytes([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], '<a>выборы</a>')],
] as const) {
  test(`decodeFeed() reads ${name}`, () => assert.equal(decodeFeed(body).text, '<a>выборы</a>'))
}

test('decodeFeed() reads GB18030 and ISO-2022-JP by their label', () => {
  assert.match(decodeFeed(bytes('<a>', [0xd1, 0xa1, 0xbe, 0xd9], '</a>'), 'text/xml; charset=gb18030').text, /选举/)
  const japanese = bytes('<a>', [0x1b, 0x24, 0x42, 0x41, 0x2a, 0x35, 0x73, 0x1b, 0x28, 0x42], '</a>')
  assert.match(decodeFeed(japanese, 'text/xml; charset=iso-2022-jp').text, /選挙/)
})

test('decodeFeed() reads iso-8859-1 as browsers do, with the quotes of windows-1252', () => {
  const body = bytes('<?xml version="1.0" encoding="iso-8859-1"?><a>', [0x93], 'vote', [0x94], '</a>')
  assert.match(decodeFeed(body).text, /“vote”/)
})

test('decodeFeed() knows Cyrillic without any label', () => {
  const body = bytes('<a>', ELECTIONS_1251, ' ', ELECTIONS_1251, '</a>')
  assert.deepEqual(decodeFeed(body), {
    text: '<a>выборы выборы</a>',
    encoding: 'windows-1251',
    flags: ['charset_guessed'],
  })
})

for (const label of ['utf-7', 'utf-32', 'bogus', 'hz-gb-2312', '']) {
  test(`decodeFeed() goes on without the label "${label}"`, () => {
    assert.equal(decodeFeed(bytes('<a>é</a>'), `text/xml; charset=${label}`).text, '<a>é</a>')
  })
}

test('decodeFeed() repairs bad UTF-8, a cut last character and control characters', () => {
  const broken = bytes('<a>éèê éèê éèê', [0xc0, 0x80], '\u0000\u0008</a>')
  const decoded = decodeFeed(broken, 'text/xml; charset=utf-8')
  assert.equal(decoded.text, '<a>éèê éèê éèê\ufffd\ufffd</a>')
  assert.deepEqual(decoded.flags, ['bytes_repaired'])
  assert.equal(decodeFeed(bytes('<a>vote ', [0xf0, 0x9f])).text, '<a>vote \ufffd')
})
