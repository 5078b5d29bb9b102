import { posix } from 'node:path'
import { findGlobal, layerOf, type SourceFile } from './sourceFile.ts'

const MAX_LINES = 300

const SOURCE_LAYERS = [
  'src/domain src/core src/steps src/net src/db src/store src/queue src/thread src/runtime src/http src/demo src/cli',
  'config workers',
].flatMap((names) => names.split(' '))

const allBut = (...layers: string[]) => SOURCE_LAYERS.filter((layer) => !layers.includes(layer))

/** STYLE.md, section 1. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'src/domain': ['src/domain'],
  'src/core': ['src/domain', 'src/core'],
  'src/steps': ['src/domain', 'src/core', 'src/steps'],
  'src/net': ['src/domain', 'src/net'],
  'src/db': ['src/domain', 'src/db'],
  'src/store': ['src/domain', 'src/store'],
  'src/queue': ['src/domain', 'config', 'src/queue'],
  'src/thread': ['src/domain', 'src/core', 'src/thread', 'config'],
  'src/runtime': allBut('workers', 'src/http', 'src/cli', 'src/demo'),
  'src/http': ['src/domain', 'src/db', 'src/http', 'config', 'src/queue', 'src/runtime'],
  'src/demo': ['src/domain', 'src/demo'],
  'src/cli': SOURCE_LAYERS,
  config: ['src/domain', 'config'],
  workers: allBut('src/core', 'src/http', 'src/cli', 'src/demo'),
  test: [...SOURCE_LAYERS, 'test'],
}

const TAGGING = 'src/core/tagging/'
/** The rooms of the tagger, in the order in which a text goes through them. */
const TAGGING_ROOMS = 'words text phrases elections acts cues actors scene judges links mentions'.split(' ')

const SQL_LAYERS = ['src/db', 'src/store', 'src/queue', 'src/runtime', 'test']
const SQL_PACKAGES = ['kysely', 'pg', 'pg-cursor', '@electric-sql/pglite']
const NETWORK_LAYERS = ['src/net', 'src/demo', 'test']
const IO_PACKAGES = [...SQL_PACKAGES, 'undici', 'bullmq', 'ioredis', 'fastify', 'pino', 'prom-client', 'commander']
const VAGUE_NAMES = /^(?:index|utils?|helpers?|common|types?|misc|shared)$/

const CORE_MODULES: Readonly<Record<string, readonly string[] | 'all'>> = {
  'node:crypto': ['createHash'],
  'node:buffer': ['isAscii', 'isUtf8'],
  'node:util': 'all',
}
const CORE_GLOBALS =
  'process console fetch setTimeout setInterval setImmediate queueMicrotask performance crypto globalThis global Worker WebSocket XMLHttpRequest localStorage navigator require'

const READS_ENVIRONMENT = /\bprocess\s*(?:\?\.|\.)\s*env\b|\bprocess\s*\[|\{[^{}]*\benv\b[^{}]*\}\s*=\s*process\b/

type Rule = (file: SourceFile) => readonly string[]

/** Each says what is wrong in one file and why it is not wanted; `[]` when nothing is. */
export const RULES: Readonly<Record<string, Rule>> = {
  layers({ layer, imports }) {
    const mayImport = layer === undefined ? undefined : LAYERS[layer]
    if (!mayImport) return [`lies in no known layer; STYLE.md, section 1, has the table`]
    return imports
      .filter(({ isFile, target }) => isFile && target !== 'package.json' && !mayImport.includes(layerOf(target) ?? ''))
      .map(({ target }) => `imports "${target}", but ${layer} may import from ${mayImport.join(', ')} only`)
  },

  rooms({ path, imports }) {
    if (!path.startsWith(TAGGING)) return []
    const roomOf = (file: string) => file.slice(TAGGING.length).split('/').slice(0, -1).join('/')
    const own = TAGGING_ROOMS.indexOf(roomOf(path))
    if (own < 0) return roomOf(path) === '' ? [] : [`lies in no room of the tagger: ${TAGGING_ROOMS.join(', ')}`]
    return imports
      .filter(({ isFile, target }) => isFile && target.startsWith(TAGGING))
      .filter(({ target }) => !TAGGING_ROOMS.slice(0, own + 1).includes(roomOf(target)))
      .map(({ target }) => `imports "${target}", but a text comes there later: ${TAGGING_ROOMS.join(', ')}`)
  },

  purity({ layer, imports, code }) {
    if (layer !== 'src/core') return []
    const why = 'core has no clock, network, file, environment, randomness or log; pass the value in'
    const modules = imports.filter(({ isFile, isTypeOnly, target, names }) => {
      if (isFile || isTypeOnly) return false
      if (IO_PACKAGES.includes(packageOf(target))) return true
      if (!target.startsWith('node:')) return false
      const allowed = CORE_MODULES[target]
      return allowed !== 'all' && !(allowed && names.length > 0 && names.every((name) => allowed.includes(name)))
    })
    const uses: [RegExp, string][] = [
      [/\bDate\s*\.\s*now\b/, 'Date.now'],
      [/\bnew\s+Date\b(?!\s*\(\s*[^\s)])/, 'new Date() without an argument'],
      [/(?<!new\s|[\w$.])Date\s*\(/, 'Date()'],
      [/\bMath\s*\.\s*random\b/, 'Math.random'],
      [/\bimport\s*\.\s*meta\b/, 'import.meta'],
      [/\.get(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\s*\(/, 'the time zone of the machine'],
    ]
    return [
      ...modules.map(({ target }) => `imports "${target}": ${why}`),
      ...uses.filter(([pattern]) => pattern.test(code)).map(([, name]) => `uses ${name}: ${why}`),
      ...CORE_GLOBALS.split(' ')
        .filter((name) => findGlobal(code, name).length > 0)
        .map((name) => `uses ${name}: ${why}`),
    ]
  },

  network({ layer, imports, code }) {
    if (NETWORK_LAYERS.includes(layer ?? '')) return []
    const why = 'requests go through src/net, which guards addresses, sizes and times'
    const http = imports.filter(({ target, isTypeOnly }) => /^(?:node:)?https?$/.test(target) && !isTypeOnly)
    const isRequest = http.some(({ names }) => names.includes('request') || names.includes('get'))
    return [
      ...findGlobal(code, 'fetch')
        .filter((index) => /^fetch\s*\(/.test(code.slice(index)))
        .map(() => `calls fetch(): ${why}`),
      ...(isRequest || (http.length > 0 && /\bhttps?\s*\.\s*(?:request|get)\s*\(/.test(code))
        ? [`calls http.request(): ${why}`]
        : []),
      ...imports.filter(({ target }) => packageOf(target) === 'undici').map(() => `imports "undici": ${why}`),
    ]
  },

  sql({ layer, imports }) {
    if (SQL_LAYERS.includes(layer ?? '')) return []
    return imports
      .filter(({ target }) => SQL_PACKAGES.includes(packageOf(target)))
      .map(({ target }) => `imports "${target}": SQL is written in src/db alone`)
  },

  environment({ layer, path, code, imports }) {
    if (layer === 'test' || path === 'config/env.ts') return []
    // A command hands the environment on, as tests hand on one of their own.
    const rest = layer === 'src/cli' ? code.replace(/\breadEnv\(process\.env\)/g, '') : code
    const isNamed = imports.some(({ target, names }) => target === 'node:process' && names.includes('env'))
    return isNamed || READS_ENVIRONMENT.test(rest)
      ? ['reads process.env: config/env.ts is the only reader of the environment']
      : []
  },

  size({ lineCount }) {
    return lineCount > MAX_LINES
      ? [`has ${lineCount} lines, more than ${MAX_LINES}: split it by what its parts do`]
      : []
  },

  names({ path }) {
    if (!path.startsWith('src/')) return []
    return path
      .split('/')
      .map((part) => part.replace(/\.ts$/, ''))
      .filter((part) => VAGUE_NAMES.test(part))
      .map((part) => `is named "${part}": a file is named after its one public export`)
  },

  catches({ code }) {
    const isEmpty = /\bcatch\s*(?:\([^)]*\)\s*)?\{\s*\}|\.catch\s*\(\s*(?:async\s*)?\([^)]*\)\s*=>\s*\{\s*\}\s*\)/.test(
      code,
    )
    return isEmpty ? ['has an empty catch: a catch uses its error, rethrows it or returns a value that names it'] : []
  },
}

/** @returns `file: what, why` for each breach, in the order of the files. */
export function checkFiles(files: readonly SourceFile[]): string[] {
  const ofEach = files.flatMap((file) =>
    Object.values(RULES).flatMap((rule) => rule(file).map((problem) => `${file.path}: ${problem}`)),
  )
  return [...ofEach, ...findCycles(files)]
}

/** One line for each import that closes a circle; types count too, as they tie files together just the same. */
function findCycles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) {
      const circle = [...trail.slice(trail.indexOf(path)), path].map((part) => posix.normalize(part))
      cycles.push(`${path}: imports itself through ${circle.slice(1).join(' → ')}; move what both need to a third file`)
      return
    }
    if (done.has(path)) return
    for (const { target, isFile, isThread } of byPath.get(path)?.imports ?? []) {
      if (isFile && !isThread) visit(target, [...trail, path])
    }
    done.add(path)
  }
  for (const { path } of files) visit(path, [])
  return cycles
}

/** `@scope/name/deep/file.js` → `@scope/name` */
function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')
}
