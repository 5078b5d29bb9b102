import { setImmediate as nextTurn } from 'node:timers/promises'
import { backendMessages } from './backendMessages.ts'
import { frontendMessage } from './frontendMessage.ts'
import type { Engine } from './openEngine.ts'

/** What a connection hears. */
export interface WireEvents {
  receive(bytes: Buffer): void
  /** The connection is over. */
  fail(error: Error): void
}

/** A connection's way in. */
export interface WireLink {
  /** Queues an exchange: whole messages up to one that wants an answer (Query, Sync, Flush). */
  send(messages: Buffer): void
  /** Ends the connection; what it left open is rolled back. */
  close(): void
}

/** Where connections come together. */
export interface WireHub {
  /** @param settings Start values of this connection, such as `search_path`. */
  connect(settings: Readonly<Record<string, string>>, events: WireEvents): WireLink
}

/** A hub in the engine's own thread. */
export interface EngineHub extends WireHub {
  /** Runs a task when no transaction is open; nothing else runs until it ends. */
  exclusive<T>(task: () => Promise<T>): Promise<T>
  /** Fails every connection and rolls back; later connections fail at once. */
  close(): Promise<void>
}

interface Session extends WireEvents {
  isOpen: boolean
  /** Every setting that PostgreSQL reports, as this connection left it. */
  readonly settings: Map<string, string>
}

interface Task {
  readonly session?: Session
  run(): Promise<void>
}

const IDLE = 'I'.charCodeAt(0)
/** First Sync: after an error PostgreSQL skips everything up to it. */
const ROLLBACK = Buffer.concat([frontendMessage('S'), frontendMessage('Q', Buffer.from('ROLLBACK\0'))])
const STARTUP = frontendMessage(
  '',
  Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from('user\0postgres\0database\0postgres\0\0')]),
)

/**
 * Lets many connections share one engine that has a single session.
 *
 * - an exchange runs whole, and a transaction keeps the engine until it ends
 * - NOTIFY reaches every connection: the one session listens for all
 * - settings that PostgreSQL reports (search_path, TimeZone, …) belong to the connection that set them
 * - a connection that closes, or rests in a transaction longer than `maxIdleMs`, is rolled back
 *
 * Named prepared statements, temporary tables, session advisory locks and settings that PostgreSQL does not report
 * (work_mem, …) are shared by all: do not use them.
 *
 * @param maxIdleMs How long a connection may leave a transaction open without a word.
 */
export async function wireHub(engine: Engine, maxIdleMs = 60_000): Promise<EngineHub> {
  // A user or database that does not exist would end the engine, so all connections get the answer to this one.
  const greeting = await engine.exchange(STARTUP)
  const current = readSettings(greeting)
  const defaults = new Map(current)
  const sessions = new Set<Session>()
  const waiting: Task[] = []
  let owner: Session | undefined
  let idleTimer: NodeJS.Timeout | undefined
  let isRunning = false
  let isClosed = false

  async function pump(): Promise<void> {
    if (isRunning) return
    isRunning = true
    clearTimeout(idleTimer)
    for (let task = takeNext(); task; task = takeNext()) {
      await task.run()
      await nextTurn() // messages and timers of this thread get their turn between exchanges
    }
    isRunning = false
    if (owner) watchIdle(owner)
  }

  function takeNext(): Task | undefined {
    const index = owner ? waiting.findIndex((task) => task.session === owner) : 0
    return index < 0 ? undefined : waiting.splice(index, 1)[0]
  }

  function watchIdle(session: Session): void {
    idleTimer = setTimeout(() => {
      end(session)
      session.fail(new Error(`Cannot keep the transaction: it was idle for ${maxIdleMs} ms`))
    }, maxIdleMs).unref()
  }

  async function runExchange(session: Session, messages: Buffer): Promise<void> {
    try {
      await answerExchange(session, messages)
    } catch (error) {
      end(session) // should the rollback fail as well, the engine is gone and the error rises
      session.fail(new Error(`Cannot run the exchange: ${error}`, { cause: error }))
    }
  }

  async function answerExchange(session: Session, messages: Buffer): Promise<void> {
    if (!owner && !(await restoreSettings(session))) return
    const answer = await engine.exchange(messages)
    owner = session
    for (const { type, body, bytes } of backendMessages(answer)) {
      if (type === 'Z' && body[0] === IDLE) owner = undefined
      if (type === 'A') tellOthers(session, bytes)
    }
    for (const [name, value] of readSettings(answer)) {
      current.set(name, value)
      session.settings.set(name, value)
    }
    if (session.isOpen) session.receive(answer)
  }

  function tellOthers(sender: Session, notification: Buffer): void {
    for (const other of sessions) if (other !== sender) other.receive(Buffer.from(notification))
  }

  async function restoreSettings(session: Session): Promise<boolean> {
    const changes = [...session.settings].filter(([name, value]) => current.get(name) !== value)
    if (changes.length === 0) return true
    const calls = changes.map(([name, value]) => `set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, false)`)
    const answer = await engine.exchange(frontendMessage('Q', Buffer.from(`SELECT ${calls.join(', ')}\0`)))
    const refusal = [...backendMessages(answer)].find(({ type }) => type === 'E')
    if (refusal) {
      end(session)
      session.fail(new Error(`Cannot set "${changes.map(([name]) => name)}": ${refusal.body.toString()}`))
      return false
    }
    for (const [name, value] of changes) current.set(name, value)
    for (const [name, value] of readSettings(answer)) {
      current.set(name, value)
      session.settings.set(name, value) // as PostgreSQL spells it
    }
    return true
  }

  async function rollBack(): Promise<void> {
    owner = undefined
    for (const [name, value] of readSettings(await engine.exchange(ROLLBACK))) current.set(name, value)
  }

  function end(session: Session): void {
    if (!session.isOpen) return
    session.isOpen = false
    sessions.delete(session)
    for (let index = waiting.length - 1; index >= 0; index--) {
      if (waiting[index]?.session === session) waiting.splice(index, 1)
    }
    // Always first in line: an exchange of this session may be running now and leave a transaction open.
    waiting.unshift({ session, run: async () => (owner === session ? rollBack() : undefined) })
    void pump()
  }

  function connect(settings: Readonly<Record<string, string>>, events: WireEvents): WireLink {
    const session: Session = { ...events, isOpen: true, settings: new Map([...defaults, ...Object.entries(settings)]) }
    if (isClosed) setImmediate(() => events.fail(new Error('Cannot connect: the store is closed')))
    else sessions.add(session)
    setImmediate(() => session.isOpen && events.receive(Buffer.from(greeting)))
    return {
      send(messages) {
        if (!session.isOpen || isClosed) return
        waiting.push({ session, run: () => runExchange(session, messages) })
        void pump()
      },
      close: () => end(session),
    }
  }

  function exclusive<T>(task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push({ run: () => task().then(resolve, reject) })
      void pump()
    })
  }

  async function close(): Promise<void> {
    isClosed = true
    for (const session of sessions) {
      end(session)
      session.fail(new Error('Connection ended: the store is closing'))
    }
    await exclusive(async () => undefined)
  }

  return { connect, exclusive, close }
}

function readSettings(answer: Buffer): Map<string, string> {
  const settings = new Map<string, string>()
  for (const { type, body } of backendMessages(answer)) {
    if (type !== 'S') continue
    const [name = '', value = ''] = body.toString().split('\0')
    settings.set(name, value)
  }
  return settings
}

function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
