import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { decodeBody } from '../../src/net/decodeBody.ts'

const limits = { maxBytes: 10_485_760, maxExpansion: 200 }
const text = 'votes '.repeat(1000)
const plain = Buffer.from(text)
const decode = (wire: Uint8Array, coding?: string) => decodeBody(inPieces(wire), coding, limits, 'https://example.org/')

/** As a network gives it, the first piece short. */
async function* inPieces(wire: Uint8Array) {
  for (let at = 0, length = 1; at < wire.length; at += length, length = 16_384) yield wire.subarray(at, at + length)
}

const codings: Readonly<Record<string, [Uint8Array, string | undefined]>> = {
  'no coding': [plain, undefined],
  identity: [plain, 'identity'],
  gzip: [gzipSync(plain), 'gzip'],
  'x-gzip in capitals': [gzipSync(plain), 'X-GZIP'],
  'gzip that nobody mentions': [gzipSync(plain), undefined],
  'gzip twice, mentioned once': [gzipSync(gzipSync(plain)), 'gzip'],
  deflate: [deflateSync(plain), 'deflate'],
  'deflate without its header': [deflateRawSync(plain), 'deflate'],
  br: [brotliCompressSync(plain), 'br'],
  zstd: [zstdCompressSync(plain), 'zstd'],
  'gzip in br': [brotliCompressSync(gzipSync(plain)), 'gzip, br'],
}

for (const [name, [wire, coding]] of Object.entries(codings)) {
  test(`decodeBody() undoes ${name}`, async () => {
    assert.equal(Buffer.from(await decode(wire, coding)).toString(), text)
  })
}

test('decodeBody() leaves an empty body empty, whatever its coding is said to be', async () => {
  assert.equal((await decode(new Uint8Array(), 'gzip')).length, 0)
})

for (const [name, compress] of Object.entries({
  gzip: gzipSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
  deflate: deflateSync,
})) {
  test(`E05 decodeBody() says when a ${name} body was cut`, async () => {
    const wire = compress(Buffer.from(Array.from({ length: 20_000 }, (_, i) => `${i * 7919}`).join('')))
    await assert.rejects(decode(wire.subarray(0, wire.length >> 1), name), { code: 'FETCH_TRUNCATED' })
  })

  test(`E01 E02 decodeBody() stops a ${name} bomb at the limit, with little memory`, async () => {
    const wire = compress(Buffer.alloc(100_000_000))
    const before = process.memoryUsage().rss
    await assert.rejects(decode(wire, name), { code: 'FETCH_TOO_LARGE' })
    assert.ok(process.memoryUsage().rss - before < 150_000_000)
  })

  test(`E04 decodeBody() says when a ${name} body is something else`, async () => {
    await assert.rejects(decode(Buffer.from('<rss version="2.0"></rss>'), name), {
      code: /FETCH_(?:ENCODING|TRUNCATED)/,
    })
  })
}

test('E01 decodeBody() stops what expands too much before it is too large', async () => {
  await assert.rejects(decode(gzipSync(Buffer.alloc(4_000_000)), 'gzip'), { code: 'FETCH_TOO_LARGE' })
})

for (const coding of ['compress', 'xpress', 'gzip, gzip, gzip, gzip']) {
  test(`E06 decodeBody() refuses the coding "${coding}"`, async () => {
    await assert.rejects(decode(plain, coding), { code: 'FETCH_ENCODING' })
  })
}
