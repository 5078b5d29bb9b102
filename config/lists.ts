import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { PipelineError } from '../src/domain/error.ts'
import type { Feed } from '../src/domain/feed.ts'
import type { Limits } from '../src/domain/limits.ts'
import type { Outlet } from '../src/domain/outlet.ts'
import { limitsSchema } from './limits.ts'

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const httpUrl = z.url({ protocol: /^https?$/ }).max(2048)

const outletsSchema = z.strictObject({
  version: z.string(),
  outlets: z.array(
    z.strictObject({
      id,
      name: z.string().min(1).max(200),
      homepage: httpUrl,
      mirrors: z
        .array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/))
        .min(1)
        .exactOptional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .exactOptional(),
      labels: z
        .array(z.strictObject({ label: z.string().min(1), source: z.string().min(1), asOf: z.iso.date() }))
        .min(1),
    }),
  ),
})

const feedsSchema = z.strictObject({
  version: z.string(),
  feeds: z.array(
    z.strictObject({ id, outletId: id, url: httpUrl, isEnabled: z.boolean(), isFast: z.boolean().exactOptional() }),
  ),
})

/** What the analysts edit: whom we watch, and how hard. */
export interface Lists {
  readonly outlets: readonly Outlet[]
  readonly feeds: readonly Feed[]
  readonly limits: Limits
}

/**
 * Loads and checks `outlets.json`, `feeds.json` and `limits.json`.
 *
 * @param configDir Directory that holds the three files.
 * @returns The lists, frozen in use: nobody writes to them.
 * @throws PipelineError LIST_INVALID, naming the file and the place in it.
 */
export function loadLists(configDir: string): Lists {
  const { outlets } = loadList(configDir, 'outlets.json', outletsSchema)
  const { feeds } = loadList(configDir, 'feeds.json', feedsSchema)
  const limits = loadList(configDir, 'limits.json', limitsSchema)

  refuseRepeated(
    'outlets.json',
    outlets.map((outlet) => outlet.id),
  )
  refuseRepeated(
    'outlets.json',
    outlets.flatMap((outlet) => outlet.mirrors ?? []),
  )
  refuseRepeated(
    'feeds.json',
    feeds.map((feed) => feed.id),
  )
  refuseRepeated(
    'feeds.json',
    feeds.map((feed) => feed.url),
  )
  const outletIds = new Set(outlets.map((outlet) => outlet.id))
  const orphan = feeds.find((feed) => !outletIds.has(feed.outletId))
  if (orphan) {
    throw new PipelineError(
      'LIST_INVALID',
      `Cannot use "feeds.json": feed "${orphan.id}" names outlet "${orphan.outletId}", which outlets.json lacks`,
    )
  }
  return { outlets, feeds, limits }
}

/**
 * Reads one JSON file and checks its form.
 *
 * @returns The parsed content, in the form of `schema`.
 * @throws PipelineError LIST_INVALID when the file is missing, is not JSON or has another form.
 */
export function loadList<S extends z.ZodType>(configDir: string, name: string, schema: S): z.output<S> {
  const file = path.join(configDir, name)
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new PipelineError('LIST_INVALID', `Cannot read "${file}": ${(error as Error).message}`, { cause: error })
  }
  const result = schema.safeParse(content)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new PipelineError(
    'LIST_INVALID',
    `Cannot use "${file}": ${issue?.path.join('.') || 'top level'}: ${issue?.message}`,
  )
}

function refuseRepeated(name: string, values: readonly string[]): void {
  const repeated = values.find((value, index) => values.indexOf(value) !== index)
  if (repeated !== undefined) {
    throw new PipelineError('LIST_INVALID', `Cannot use "${name}": "${repeated}" stands there twice`)
  }
}
