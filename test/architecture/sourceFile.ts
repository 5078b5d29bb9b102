import { posix } from 'node:path'
import { blankSource } from './blankSource.ts'

/** What a file says it needs: a package, `node:…`, or another file by its path in the repository. */
export interface Import {
  readonly target: string
  readonly isFile: boolean
  /** `import { a, type b as c }` → a, b; `[]` for any other form. */
  readonly names: readonly string[]
  readonly isTypeOnly: boolean
  /** `new URL('./x.ts', import.meta.url)`: started as a thread, so no cycle at load. */
  readonly isThread: boolean
}

export interface SourceFile {
  /** From the repository's root, with `/`. */
  readonly path: string
  /** `src/core`, `config`, `workers`, `test`; undefined when the folder has no place in the table of layers. */
  readonly layer: string | undefined
  readonly lineCount: number
  /** Comments and the inside of strings blanked. */
  readonly code: string
  readonly imports: readonly Import[]
}

const IMPORT =
  /\b(?:(?:import|export)\s+(?<type>type\s+)?(?<clause>[\w$*,{}\s]*?)\s*from|import|import\s*\(|new\s+URL\s*\()\s*(?<quote>['"`])/g

export function readSource(path: string, source: string): SourceFile {
  const code = blankSource(source)
  const imports = [...code.matchAll(IMPORT)].flatMap((found): Import[] => {
    const start = found.index + found[0].length
    const end = code.indexOf(found.groups!['quote']!, start)
    const specifier = source.slice(start, end)
    const isThread = found[0].startsWith('new')
    if (isThread && !/^\.{1,2}\/.*\.ts$/.test(specifier)) return []
    const isFile = specifier.startsWith('.')
    return [
      {
        target: isFile ? posix.join(posix.dirname(path), specifier) : specifier,
        isFile,
        names: readNames(found.groups!['clause'] ?? ''),
        isTypeOnly: found.groups!['type'] !== undefined,
        isThread,
      },
    ]
  })
  const lineCount = source.replace(/\n$/, '').split('\n').length
  return { path, layer: layerOf(path), lineCount, code, imports }
}

function readNames(clause: string): string[] {
  const list = clause.match(/\{([^}]*)\}/)?.[1] ?? ''
  return list
    .split(',')
    .map(
      (name) =>
        name
          .trim()
          .replace(/^type\s+/, '')
          .split(/\s+as\s+/)[0]!,
    )
    .filter(Boolean)
}

const LAYER = /^(?:(?<inSrc>src\/[^/]+)\/|(?<top>config|workers|test)\/)/

export function layerOf(path: string): string | undefined {
  const { inSrc, top } = path.match(LAYER)?.groups ?? {}
  return inSrc ?? top
}

/**
 * Finds uses of a name that no declaration in the file gives a meaning of its own: uses of the global.
 *
 * @returns Offsets into `code`; members (`a.fetch`), keys (`fetch:`) and declared methods (`fetch() {`) are not uses.
 */
export function findGlobal(code: string, name: string): number[] {
  const binding = new RegExp(
    `\\b(?:function|const|let|var|class)\\s+${name}\\b|\\bimport\\b[^'"]*?\\b${name}\\b[^'"]*?\\bfrom\\b|[{,]\\s*${name}\\s*[,}][^=;]*=|[(,]\\s*${name}\\s*(?:[,)]|:)[^(]*=>`,
  )
  if (binding.test(code)) return []
  const use = new RegExp(`(?<![\\w$#])(?<!(?<!\\.\\.)\\.)${name}(?![\\w$]|\\s*\\??:)`, 'g')
  return [...code.matchAll(use)].map(({ index }) => index).filter((index) => !isMethod(code, index, name))
}

/** `name(…) {` and, first on its line, `name(…): Type` declare a method. */
function isMethod(code: string, index: number, name: string): boolean {
  const open = index + name.length
  if (code[open] !== '(') return false
  let depth = 0
  let at = open
  do {
    if (code[at] === '(') depth += 1
    if (code[at] === ')') depth -= 1
    at += 1
  } while (depth > 0 && at < code.length)
  const after = code.slice(at).match(/^\s*(.)/)?.[1]
  const isFirst = /(?:^|\n)\s*(?:async\s+|readonly\s+)*$/.test(code.slice(0, index))
  return after === '{' || (after === ':' && isFirst)
}
