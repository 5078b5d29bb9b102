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

/**
 * Undoes the content codings of a body: gzip, deflate, br, zstd, also gzip that no header mentions.
 *
 * @param wire As it came.
 * @param contentEncoding The header; several codings are separated by commas, the last applied last.
 * @param limits Counted on what comes out, while it comes out.
 * @param url For messages.
 * @returns The decoded body; `wire` itself when there is nothing to undo.
 * @throws PipelineError FETCH_ENCODING, FETCH_TRUNCATED or FETCH_TOO_LARGE.
 */
export async function decodeBody(
  wire: Uint8Array,
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
  let body = wire
  for (const coding of codings.reverse()) if (body.length > 0) body = await undo(body, coding, wire.length, limits, url)
  for (let layer = codings.length; layer < MAX_LAYERS && isGzip(body); layer += 1) {
    body = await undo(body, 'gzip', wire.length, limits, url)
  }
  return body
}

async function undo(body: Uint8Array, coding: string, wireLength: number, limits: BodyLimits, url: string) {
  const decoder = openDecoder(coding, body)
  if (!decoder) throw failure('FETCH_ENCODING', url, `its content coding is "${coding.slice(0, 40)}"`)
  const pieces: Buffer[] = []
  let length = 0
  const source = Readable.from([body])
  source.on('error', (error) => decoder.destroy(error))
  try {
    for await (const piece of source.pipe(decoder)) {
      length += piece.length
      pieces.push(piece)
      if (limits.mayCut && length > limits.maxBytes) break
      const isBomb = length > FREE_BYTES && length > wireLength * limits.maxExpansion
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
