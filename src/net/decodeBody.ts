import { Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib'
import { PipelineError } from '../domain/error.ts'

export interface BodyLimits {
  /** Of the decoded body. */
  readonly maxBytes: number
  /** Decoded bytes for each byte on the wire, once more than 1 MiB is decoded. */
  readonly maxExpansion: number
  /** Gives the first `maxBytes` of a longer body, and what there is of a cut one, instead of failing. */
  readonly mayCut?: boolean
}

const MAX_LAYERS = 3
const FREE_BYTES = 1_048_576
const HEAD_BYTES = 2

/**
 * Undoes the content codings of a body: gzip, deflate, br, zstd, also gzip that no header mentions.
 * The outermost coding is undone while the body comes in, so that a bomb without an end is found out.
 *
 * @param wire As it comes, in pieces.
 * @param contentEncoding The header; several codings are separated by commas, the last applied last.
 * @param limits Counted on what comes out, while it comes out.
 * @param url For messages.
 * @returns The decoded body; what came on the wire when there is nothing to undo.
 * @throws PipelineError FETCH_ENCODING, FETCH_TRUNCATED or FETCH_TOO_LARGE, and what `wire` throws.
 */
export async function decodeBody(
  wire: AsyncIterable<Uint8Array>,
  contentEncoding: string | undefined,
  limits: BodyLimits,
  url: string,
): Promise<Uint8Array> {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length > MAX_LAYERS) throw failure('FETCH_ENCODING', url, `it has ${codings.length} content codings`)
  const [outermost, ...inner] = codings.reverse()
  const coded: Coded = { pieces: wire, wireLength: 0 }
  let body =
    outermost === undefined ? Buffer.concat(await Array.fromAsync(wire)) : await undo(coded, outermost, limits, url)
  const wireLength = outermost === undefined ? body.length : coded.wireLength
  for (const coding of inner)
    if (body.length > 0) body = await undo({ pieces: [body], wireLength }, coding, limits, url)
  for (let layer = codings.length; layer < MAX_LAYERS && isGzip(body); layer += 1) {
    body = await undo({ pieces: [body], wireLength }, 'gzip', limits, url)
  }
  return body
}

/** A body in pieces, and how much of it came on the wire: counted as it comes when that is 0. */
interface Coded {
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  wireLength: number
}

async function undo(coded: Coded, coding: string, limits: BodyLimits, url: string): Promise<Buffer> {
  const [first, source] = await peek(coded)
  if (first === undefined) return Buffer.alloc(0)
  const decoder = openDecoder(coding, first)
  if (!decoder) {
    source.destroy()
    throw failure('FETCH_ENCODING', url, `its content coding is "${coding.slice(0, 40)}"`)
  }
  const pieces: Buffer[] = []
  let length = 0
  source.on('error', (error) => decoder.destroy(error))
  try {
    for await (const piece of source.pipe(decoder)) {
      length += piece.length
      pieces.push(piece)
      if (limits.mayCut && length > limits.maxBytes) break
      const isBomb = length > FREE_BYTES && length > coded.wireLength * limits.maxExpansion
      if (length > limits.maxBytes || isBomb)
        throw failure('FETCH_TOO_LARGE', url, `it decodes to more than ${length} bytes`)
    }
  } catch (error) {
    if (error instanceof PipelineError) throw error
    if (limits.mayCut && isEndMissing(error)) return Buffer.concat(pieces).subarray(0, limits.maxBytes)
    throw isEndMissing(error)
      ? failure('FETCH_TRUNCATED', url, `its ${coding} body ends too early`, error)
      : failure('FETCH_ENCODING', url, `its body is not ${coding}`, error)
  } finally {
    decoder.destroy()
    source.destroy()
  }
  return limits.mayCut ? Buffer.concat(pieces).subarray(0, limits.maxBytes) : Buffer.concat(pieces)
}

/** The first bytes of a body, which tell its decoder, and all of it as a stream that counts what it gives. */
async function peek(coded: Coded): Promise<[Uint8Array | undefined, Readable]> {
  const isCounted = coded.wireLength > 0
  const { pieces } = coded
  const iterator = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]()
  let head = Buffer.alloc(0)
  let next = await iterator.next()
  while (!next.done && head.length + next.value.length < HEAD_BYTES) {
    head = Buffer.concat([head, next.value])
    next = await iterator.next()
  }
  if (!next.done) head = Buffer.concat([head, next.value])
  async function* all() {
    for (let piece: Uint8Array = head; ; piece = next.value) {
      if (!isCounted) coded.wireLength += piece.length
      yield piece
      next = await iterator.next()
      if (next.done) return
    }
  }
  return [head.length === 0 ? undefined : head, Readable.from(all())]
}

function isEndMissing(error: unknown): boolean {
  return /unexpected end/i.test(String(error)) || (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR'
}

function openDecoder(coding: string, body: Uint8Array): Transform | undefined {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      // The RFC says zlib; some servers send the bare stream.
      return (body[0]! & 0x0f) === 8 && ((body[0]! << 8) | (body[1] ?? 0)) % 31 === 0
        ? createInflate()
        : createInflateRaw()
    case 'br':
      return createBrotliDecompress()
    case 'zstd':
      return createZstdDecompress()
    default:
      return undefined
  }
}

function isGzip(body: Uint8Array): boolean {
  return body[0] === 0x1f && body[1] === 0x8b && body[2] === 8
}

function failure(
  code: 'FETCH_ENCODING' | 'FETCH_TOO_LARGE' | 'FETCH_TRUNCATED',
  url: string,
  state: string,
  cause?: unknown,
): PipelineError {
  return new PipelineError(code, `Cannot fetch "${url}": ${state}`, { cause })
}
