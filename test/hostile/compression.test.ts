import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync, createGzip, gzipSync, zstdCompressSync } from 'node:zlib'
import type { ErrorCode } from '../../src/domain/error.ts'
import { encode } from '../core/article/encode.ts'
import { serve } from '../net/serve.ts'
import { openPoller, rss } from './openPoller.ts'

// Each test is named after the row of the hostile input plan that it is.
const { survive } = openPoller()
const FEED = rss('<item><title>A</title><guid>1</guid></item>')

const serveBody = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  serve((_, response) => void response.writeHead(200, headers).end(body))

const long = rss(Array.from({ length: 5000 }, (_, i) => `<item><title>${i * 7919}</title></item>`).join(''))
const cut = (body: Uint8Array) => body.subarray(0, body.length >> 1)

const failing: readonly [string, string, Uint8Array | string, ErrorCode][] = [
  ['E01 a bomb of gzip', 'gzip', gzipSync(Buffer.alloc(50_000_000)), 'FETCH_TOO_LARGE'],
  ['E01 a bomb in a bomb', 'gzip', gzipSync(gzipSync(Buffer.alloc(50_000_000, 32))), 'FETCH_TOO_LARGE'],
  ['E02 a bomb of brotli', 'br', brotliCompressSync(Buffer.alloc(50_000_000)), 'FETCH_TOO_LARGE'],
  ['E02 a bomb of zstd', 'zstd', zstdCompressSync(Buffer.alloc(50_000_000)), 'FETCH_TOO_LARGE'],
  ['E04 plain text that says gzip', 'gzip', FEED, 'FETCH_ENCODING'],
  ['E05 gzip cut in the middle', 'gzip', cut(gzipSync(long)), 'FETCH_TRUNCATED'],
  ['E05 brotli cut in the middle', 'br', cut(brotliCompressSync(long)), 'FETCH_TRUNCATED'],
  ['E05 zstd cut in the middle', 'zstd', cut(zstdCompressSync(long)), 'FETCH_TRUNCATED'],
  ['E06 the coding compress', 'compress', FEED, 'FETCH_ENCODING'],
  ['E06 the coding xpress', 'xpress', FEED, 'FETCH_ENCODING'],
  ['E06 four codings', 'gzip, gzip, gzip, gzip', FEED, 'FETCH_ENCODING'],
]

for (const [name, coding, body, code] of failing) {
  test(`${name}: ${code}`, async () => {
    await using server = await serveBody(body, { 'content-encoding': coding })
    assert.deepEqual(await survive(server.url), { outcome: 'failed', reason: code, titles: [] })
  })
}

test('E01 a bomb that is streamed without an end is stopped at the limit of what it decodes to', async () => {
  const zeros = Buffer.alloc(1_000_000)
  await using server = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    const packer = createGzip()
    packer.pipe(response)
    response.on('close', () => packer.destroy())
    const write = () => {
      while (!packer.destroyed) if (!packer.write(zeros)) return packer.once('drain', write)
      return undefined
    }
    write()
  })
  assert.deepEqual(await survive(server.url), { outcome: 'failed', reason: 'FETCH_TOO_LARGE', titles: [] })
})

const bytes = (...parts: (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part))))
const titled = (...title: (string | readonly number[])[]) =>
  bytes('<rss version="2.0"><channel><title>été élu</title><item><title>', ...title, '</title></item></channel></rss>')

const repaired: readonly [string, Uint8Array, string][] = [
  ['E07 a stray byte', titled('a', [0xff], 'b'), 'a\ufffdb'],
  ['E07 an overlong NUL', titled('a', [0xc0, 0x80], 'b'), 'a\ufffd\ufffdb'],
  ['E07 surrogates in UTF-8', titled('a', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], 'b'), `a${'\ufffd'.repeat(6)}b`],
  ['E07 half an emoji', titled('a', [0xf0, 0x9f, 0x98], 'b'), 'a\ufffdb'],
]

for (const [name, body, title] of repaired) {
  test(`${name} is repaired`, async () => {
    await using server = await serveBody(body, { 'content-type': 'text/xml; charset=utf-8' })
    assert.deepEqual((await survive(server.url)).titles, [title])
  })
}

const RUSSIAN = 'Выборы прошли спокойно, заявила комиссия'
const CHINESE = '选举委员会表示，没有发现外国干预选举的迹象'
const JAPANESE = '選挙管理委員会は干渉はなかったと発表した'

for (const [encoding, title] of [
  ['windows-1251', RUSSIAN],
  ['koi8-r', RUSSIAN],
  ['gb18030', CHINESE],
  ['iso-2022-jp', JAPANESE],
  ['utf-16le', RUSSIAN],
  ['utf-16be', RUSSIAN],
] as const) {
  for (const by of ['the header', 'the declaration', 'nobody'] as const) {
    test(`E09 ${encoding}, declared by ${by}`, async () => {
      const declaration = by === 'the declaration' ? `<?xml version="1.0" encoding="${encoding}"?>` : ''
      const xml = rss(`<item><title>${title}</title></item>`).replace(/^<\?.*?\?>/, declaration)
      const type = by === 'the header' ? `text/xml; charset=${encoding}` : 'text/xml'
      await using server = await serveBody(encode(xml, encoding), { 'content-type': type })
      assert.deepEqual((await survive(server.url)).titles, [title])
    })
  }
}

for (const encoding of ['utf-16le', 'utf-16be'] as const) {
  test(`E09 ${encoding} with a byte order mark`, async () => {
    const xml = `\ufeff${rss(`<item><title>${RUSSIAN}</title></item>`)}`
    await using server = await serveBody(encode(xml, encoding))
    assert.deepEqual((await survive(server.url)).titles, [RUSSIAN])
  })
}

for (const label of ['utf-7', 'utf-32', 'bogus', 'hz-gb-2312', '"', '']) {
  test(`E10 the label "${label}" is as good as none`, async () => {
    const xml = rss('<item><title>été</title></item>').replace('?>', ` encoding='${label}'?>`)
    await using server = await serveBody(xml, { 'content-type': `text/xml; charset=${label}` })
    assert.deepEqual((await survive(server.url)).titles, ['été'])
  })
}

test('E11 iso-8859-1 is read as windows-1252', async () => {
  const declaration = '<?xml version="1.0" encoding="iso-8859-1"?>'
  await using server = await serveBody(Buffer.concat([Buffer.from(declaration), titled([0x93], 'a', [0x94])]))
  assert.deepEqual((await survive(server.url)).titles, ['“a”'])
})

for (const [name, start] of [
  ['a byte order mark', '\ufeff'],
  ['blank lines', '\n \n\t'],
  ['a mark and blank lines', '\ufeff\r\n\r\n'],
] as const) {
  test(`E12 ${name} before the XML declaration`, async () => {
    await using server = await serveBody(start + FEED)
    assert.deepEqual((await survive(server.url)).titles, ['A'])
  })
}
