import { Duplex } from 'node:stream'
import { errorMessage } from './errorMessage.ts'
import { frontendMessage } from './frontendMessage.ts'
import type { WireHub, WireLink } from './wireHub.ts'

const MAX_STARTUP_BYTES = 10_000
/** One exchange. The engine's memory ends at 2 GB, and it holds several copies. */
const MAX_EXCHANGE_BYTES = 64 * 1024 * 1024

const TERMINATE = 'X'
/** Query, Sync, Flush: what was sent so far must run now. */
const WANTS_ANSWER = new Set(['Q', 'S', 'H'])
/** CopyData, CopyDone, CopyFail: too late, see COPY_FAIL. */
const COPY = new Set(['d', 'c', 'f'])
/** Those and Parse, Bind, Describe, Execute, Close. Anything else would end the engine. */
const KNOWN = new Set([...WANTS_ANSWER, ...COPY, 'P', 'B', 'D', 'E', 'C'])
/** COPY FROM STDIN would read on past the end of the exchange, which ends the engine. Outside of COPY it is ignored. */
const COPY_FAIL = frontendMessage('f', Buffer.from('COPY FROM STDIN is not supported by the embedded store\0'))

const PROTOCOL_3 = 3
/** Requests for TLS and GSS: no, thank you. */
const ENCRYPTION_REQUESTS = new Set([80877103, 80877104])

/** What node-postgres connects through instead of a socket: `new pg.Pool({ stream: () => new WireStream(hub) })`. */
export class WireStream extends Duplex {
  readonly #hub: WireHub
  #link: WireLink | undefined
  #unread: Buffer = Buffer.alloc(0)
  #exchange: Buffer[] = []
  #exchangeBytes = 0
  #isRefused = false

  constructor(hub: WireHub) {
    super()
    this.#hub = hub
  }

  connect(): this {
    setImmediate(() => this.emit('connect'))
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {
    // The hub pushes answers as they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (!this.#isRefused) this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk])
    for (let message = this.#takeMessage(); message; message = this.#takeMessage()) {
      if (this.#link) this.#queue(this.#link, message)
      else this.#start(message)
    }
    done()
  }

  override _final(done: () => void): void {
    this.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#link?.close()
    done(error)
  }

  #takeMessage(): Buffer | undefined {
    const lengthAt = this.#link ? 1 : 0
    if (this.destroyed || this.#isRefused || this.#unread.length < lengthAt + 4) return undefined
    const size = lengthAt + this.#unread.readInt32BE(lengthAt)
    const type = String.fromCharCode(this.#unread[0] ?? 0)
    if (size < lengthAt + 4) return this.#refuse('08P01', `message of ${size} bytes`)
    if (!this.#link) {
      if (size < 8 || size > MAX_STARTUP_BYTES) return this.#refuse('08P01', `startup message of ${size} bytes`)
    } else if (type !== TERMINATE && !KNOWN.has(type)) {
      return this.#refuse('08P01', `message of unknown type ${this.#unread[0]}`)
    } else if (this.#exchangeBytes + size > MAX_EXCHANGE_BYTES) {
      return this.#refuse('54000', `${this.#exchangeBytes + size} bytes in one exchange, over ${MAX_EXCHANGE_BYTES}`)
    }
    if (this.#unread.length < size) return undefined
    const message = this.#unread.subarray(0, size)
    this.#unread = this.#unread.subarray(size)
    return message
  }

  #start(message: Buffer): void {
    const version = message.readInt32BE(4)
    if (ENCRYPTION_REQUESTS.has(version)) {
      this.push('N')
    } else if (version >> 16 !== PROTOCOL_3) {
      this.#refuse('0A000', `protocol ${version}`)
    } else {
      this.#link = this.#hub.connect(readSearchPath(message.subarray(8).toString()), {
        receive: (bytes) => {
          if (!this.destroyed) this.push(bytes)
        },
        fail: (error) => this.destroy(error),
      })
    }
  }

  #queue(link: WireLink, message: Buffer): void {
    const type = String.fromCharCode(message[0] ?? 0)
    if (type === TERMINATE) {
      this.push(null)
      this.destroy()
      return
    }
    if (COPY.has(type)) return
    if (type === 'S' || type === 'H') this.#exchange.push(COPY_FAIL)
    this.#exchange.push(message)
    if (type === 'Q') this.#exchange.push(COPY_FAIL)
    this.#exchangeBytes += message.length
    if (!WANTS_ANSWER.has(type)) return
    link.send(Buffer.concat(this.#exchange))
    this.#exchange = []
    this.#exchangeBytes = 0
  }

  #refuse(sqlState: string, state: string): undefined {
    this.#isRefused = true
    this.#unread = Buffer.alloc(0)
    this.#link?.close()
    // Not within the client's own write: node-postgres would take the error for one of no query.
    setImmediate(() => {
      if (this.destroyed) return
      this.push(errorMessage(sqlState, `Cannot accept what the client sent: ${state}`))
      this.push(null)
      this.end()
    })
  }
}

/** BullMQ and our pools send `options: '-c search_path=…'`; the last one holds. */
function readSearchPath(startup: string): Record<string, string> {
  const found = [...startup.matchAll(/-c search_path=([^\0]*?)(?= -c |\0)/g)].at(-1)?.[1]
  return found === undefined ? {} : { search_path: found.replaceAll('\\ ', ' ') }
}
