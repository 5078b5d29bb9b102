import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { Command } from 'commander'
import { loadExtractionRules } from '../../config/extraction.ts'
import { loadLexicon } from '../../config/lexicon.ts'
import { explainMentions } from '../core/tagging/explainMentions.ts'
import { findMentions } from '../core/tagging/findMentions.ts'
import type { Extraction } from '../domain/article.ts'
import { PipelineError } from '../domain/error.ts'
import type { Lexicon } from '../domain/lexicon.ts'
import type { Limits } from '../domain/limits.ts'
import type { Mention, TaggableArticle } from '../domain/mention.ts'
import { openCoreThreads } from '../thread/openCoreThreads.ts'
import type { ThreadPool } from '../thread/threadPool.ts'
import { type Context, openContext, openLists } from './context.ts'
import { EXIT } from './exitCodes.ts'
import { note, printable, printLine, printTable } from './output.ts'
import { printExplanation } from './printExplanation.ts'

/** Adds `tag`: texts in, mentions out; needs no store and starts no service. */
export function addTagCommand(program: Command): void {
  program
    .command('tag')
    .description('tag texts (as they are) and HTML pages (extracted first)')
    .argument('[files...]', '.txt or .html; "-" or nothing for text on stdin')
    .option(
      '--explain',
      'say sentence by sentence what was seen, which rules fired and why near misses were not tagged',
    )
    .action(async (files: string[], options: { explain?: true }, command: Command) => {
      const context = openContext(command)
      const lexicon = loadLexicon(context.env.configDir)
      const reader = openReader(context, lexicon)
      try {
        for (const file of files.length > 0 ? files : ['-'])
          await tagFile(file, reader, lexicon, context, options.explain === true)
      } finally {
        await reader.close()
      }
    })
}

interface Reader {
  read(file: string): Promise<TaggableArticle>
  close(): Promise<void>
}

async function tagFile(
  file: string,
  reader: Reader,
  lexicon: Lexicon,
  { isJson }: Context,
  isExplained: boolean,
): Promise<void> {
  try {
    const article = await reader.read(file)
    const { maxTextLength } = lexicon.limits
    if (article.text.length > maxTextLength) note(`claimwire: of "${file}" only ${maxTextLength} characters are read`)
    if (isExplained) {
      const sentences = explainMentions(article, lexicon)
      if (isJson) await printLine(JSON.stringify({ file, text: article.text, sentences }))
      else await printExplanation(file, article.text, sentences)
      return
    }
    const mentions = findMentions(article, lexicon)
    if (isJson) await printLine(JSON.stringify({ file, text: article.text, mentions }))
    else await printMentions(file, mentions)
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error
    // One line a file, whatever happens: the caller matches lines with files.
    if (isJson) await printLine(JSON.stringify({ file, error: { code: error.code, message: error.message } }))
    note(`claimwire: ${error.message} [${error.code}]`)
    process.exitCode = EXIT.partial
  }
}

async function printMentions(file: string, mentions: readonly Mention[]): Promise<void> {
  await printLine(`${printable(file)}: ${mentions.length} mentions`)
  if (mentions.length === 0) return
  await printTable(
    ['KIND', 'SUBTYPE', 'SPEAKER', 'ACCUSED', 'AT', 'QUOTE'],
    mentions.map(({ kind, subtype, speaker, accused, span, quote }) => [
      kind,
      subtype,
      speaker.name ?? '?',
      accused.name ?? '?',
      `${span.start}-${span.end}`,
      printable(quote.exact, 100),
    ]),
  )
}

function openReader(context: Context, lexicon: Lexicon): Reader {
  let pool: { threads: ThreadPool; limits: Limits } | undefined
  return {
    async read(file) {
      const body = await readBytes(file)
      if (!/\.x?html?$/i.test(file)) return textArticle(file, body)
      pool ??= openPool(context, lexicon)
      return await htmlArticle(file, body, pool)
    },
    async close() {
      await pool?.threads.close()
    },
  }
}

function openPool(context: Context, lexicon: Lexicon) {
  const { limits } = openLists(context)
  const threads = openCoreThreads(1, limits.thread, loadExtractionRules(context.env.configDir), lexicon)
  return { threads, limits }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return file === '-' ? await buffer(process.stdin) : await readFile(file)
  } catch (error) {
    throw new PipelineError('INPUT_INVALID', `Cannot read "${file}": ${(error as NodeJS.ErrnoException).code}`, {
      cause: error,
    })
  }
}

/** The bytes as UTF-8 and nothing else: a byte order mark and every line end stay, so offsets are those of the file. */
function textArticle(file: string, body: Uint8Array): TaggableArticle {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body)
  return { id: file, text, textSha256: sha256(text) }
}

async function htmlArticle(
  file: string,
  body: Uint8Array,
  { threads, limits }: { threads: ThreadPool; limits: Limits },
): Promise<TaggableArticle> {
  const page = { body, contentType: 'text/html', url: 'https://claimwire.invalid/', now: new Date() }
  const extraction = await threads.run<unknown, Extraction>('extractArticle', { page, limits: limits.page })
  if (extraction.kind === 'notArticle') {
    throw new PipelineError(extraction.reason, `Cannot tag "${file}": it is not an article`)
  }
  const { text, zones, publishedAt } = extraction.article
  return { id: file, text, textSha256: sha256(text), zones, ...(publishedAt ? { publishedAt } : {}) }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
