import { rename, rm, writeFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { databaseDirectory } from './databaseDirectory.ts'
import { maintainDatabase } from './maintainDatabase.ts'
import { openEngine } from './openEngine.ts'
import { type WireLink, wireHub } from './wireHub.ts'

/** What the thread starts with. */
export interface ThreadData {
  /** Holds a database already; or `memory://`. */
  readonly dataDir: string
  /** See `wireHub`. */
  readonly maxIdleMs?: number
}

/** What the main thread sends. */
export type ThreadRequest =
  | { readonly kind: 'connect'; readonly link: number; readonly settings: Readonly<Record<string, string>> }
  | { readonly kind: 'send'; readonly link: number; readonly messages: Uint8Array }
  | { readonly kind: 'close'; readonly link: number }
  | { readonly kind: 'call'; readonly call: number; readonly command: ThreadCommand }

export type ThreadCommand =
  | { readonly name: 'maintain'; readonly onlyAfterWrites: boolean }
  | { readonly name: 'dump'; readonly path: string }
  | { readonly name: 'stop' }

/** What the thread sends back. */
export type ThreadEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'receive'; readonly link: number; readonly bytes: Uint8Array }
  | { readonly kind: 'fail'; readonly link: number; readonly message: string }
  | { readonly kind: 'done'; readonly call: number }
  | { readonly kind: 'refused'; readonly call: number; readonly message: string }
  | { readonly kind: 'dead'; readonly message: string }

if (!parentPort) throw new Error('Cannot run "pgliteThread.ts": it is not in a worker thread')
const port = parentPort
const { dataDir, maxIdleMs } = workerData as ThreadData

const engine = await openEngine(databaseDirectory(dataDir), die).catch(die)
const hub = await wireHub(engine, maxIdleMs)
const links = new Map<number, WireLink>()
let walPosition: string | undefined

port.on('message', (request: ThreadRequest) => {
  if (request.kind === 'connect') connect(request.link, request.settings)
  else if (request.kind === 'send') links.get(request.link)?.send(Buffer.from(request.messages.buffer))
  else if (request.kind === 'call') void call(request.call, request.command)
  else {
    links.get(request.link)?.close()
    links.delete(request.link)
  }
})
tell({ kind: 'ready' })

function connect(link: number, settings: Readonly<Record<string, string>>): void {
  links.set(
    link,
    hub.connect(settings, {
      receive: (answer) => {
        const bytes = new Uint8Array(answer) // a Buffer may be a part of a larger one, which cannot be handed over
        port.postMessage({ kind: 'receive', link, bytes } satisfies ThreadEvent, [bytes.buffer])
      },
      fail: (error) => {
        links.delete(link)
        tell({ kind: 'fail', link, message: error.message })
      },
    }),
  )
}

async function call(number: number, command: ThreadCommand): Promise<void> {
  try {
    await run(command)
    tell({ kind: 'done', call: number })
  } catch (error) {
    tell({ kind: 'refused', call: number, message: String(error) })
  }
  if (command.name === 'stop') port.close()
}

async function run(command: ThreadCommand): Promise<void> {
  if (command.name === 'maintain') {
    walPosition = await maintainDatabase(hub, engine, command.onlyAfterWrites ? walPosition : undefined)
  } else if (command.name === 'dump') {
    const packed = await hub.exclusive(async () => {
      await engine.database.exec('CHECKPOINT')
      return engine.database.dumpDataDir('gzip')
    })
    const partPath = `${command.path}.part`
    try {
      await writeFile(partPath, packed.stream())
      await rename(partPath, command.path)
    } catch (error) {
      await rm(partPath, { force: true })
      throw error
    }
  } else {
    await hub.close()
    await hub.exclusive(async () => {
      await engine.database.exec('CHECKPOINT')
      await engine.database.close()
    })
  }
}

function tell(event: ThreadEvent): void {
  port.postMessage(event)
}

/** Ends the thread now: from here on PGlite would only spin. The main thread sees the exit. */
function die(error: Error): never {
  tell({ kind: 'dead', message: error.message })
  process.exit(1)
}
