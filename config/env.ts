import { readFileSync } from 'node:fs'
import os from 'node:os'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { PipelineError } from '../src/domain/error.ts'

const SOFTWARE_DIR = fileURLToPath(new URL('..', import.meta.url))

const text = z.string().trim().min(1)
const milliseconds = z.coerce.number().int().min(0)
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

interface Setting<S extends z.ZodType = z.ZodType> {
  readonly key: string
  readonly schema: S
  readonly isSecret?: true
  /** Shown by `config show` and in the README. */
  readonly means: string
}

const setting = <S extends z.ZodType>(key: string, schema: S, means: string, isSecret?: true): Setting<S> =>
  isSecret ? { key, schema, means, isSecret } : { key, schema, means }

/** Every setting: its name in the environment, its form and default, what it means. */
export const SETTINGS = {
  databaseUrl: setting(
    'DATABASE_URL',
    z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    'PostgreSQL 14 or newer; without it the embedded store is used',
    true,
  ),
  redisUrl: setting(
    'REDIS_URL',
    z.url({ protocol: /^rediss?$/ }).optional(),
    'Redis 6.2 or newer, or Valkey; goes together with DATABASE_URL',
    true,
  ),
  dataDir: setting('CLAIMWIRE_DATA_DIR', text.default('data'), 'directory of the embedded store'),
  configDir: setting(
    'CLAIMWIRE_CONFIG_DIR',
    text.default(`${SOFTWARE_DIR}config`),
    'directory of feeds.json, outlets.json, elections.json, limits.json and lexicon/',
  ),
  httpHost: setting('CLAIMWIRE_HTTP_HOST', text.default('127.0.0.1'), 'address that the HTTP server listens on'),
  httpPort: setting('CLAIMWIRE_HTTP_PORT', z.coerce.number().int().min(0).max(65535).default(8400), 'its port'),
  httpUser: setting('CLAIMWIRE_HTTP_USER', text.default('claimwire'), 'user name for HTTP Basic authentication'),
  httpPassword: setting(
    'CLAIMWIRE_HTTP_PASSWORD',
    z.string().min(12).optional(),
    'its password; required on any address but loopback',
    true,
  ),
  contact: setting(
    'CLAIMWIRE_CONTACT',
    text.optional(),
    'address or URL of the operator, sent to outlets in the User-Agent',
  ),
  allowPrivate: setting(
    'CLAIMWIRE_ALLOW_PRIVATE',
    list.default([]),
    'host:port pairs, by commas, that may be fetched although they are private',
  ),
  hostGapMs: setting(
    'CLAIMWIRE_HOST_GAP_MS',
    milliseconds.optional(),
    'milliseconds between two requests to one site; overrides limits.json',
  ),
  tickMs: setting(
    'CLAIMWIRE_TICK_MS',
    milliseconds.min(1000).default(30_000),
    'how often the scheduler looks for work',
  ),
  threads: setting(
    'CLAIMWIRE_THREADS',
    z.coerce
      .number()
      .int()
      .min(1)
      .max(64)
      .default(Math.max(1, Math.min(4, os.availableParallelism() - 1))),
    'worker threads for parsing, extraction and tagging',
  ),
  shutdownMs: setting(
    'CLAIMWIRE_SHUTDOWN_MS',
    milliseconds.min(1000).default(25_000),
    'how long a stop may wait for running jobs',
  ),
  logLevel: setting(
    'CLAIMWIRE_LOG_LEVEL',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'least level that is logged to stderr',
  ),
} as const

type Settings = typeof SETTINGS
export type Env = { readonly [K in keyof Settings]: z.output<Settings[K]['schema']> }

/** Where each value of an Env came from: `environment`, `file` or `default`. */
export type EnvSources = { readonly [K in keyof Settings]: 'environment' | 'file' | 'default' }

/**
 * Reads every setting, once, at the start of a process.
 *
 * @param variables `process.env` or a stand-in. `KEY_FILE` names a file that holds the value of `KEY`.
 * @returns The frozen settings and where each came from.
 * @throws PipelineError CONFIG_INVALID, one error that names every bad key.
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): { env: Env; sources: EnvSources } {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  const sources: Record<string, string> = {}

  for (const [name, { key, schema }] of Object.entries(SETTINGS)) {
    const { value, source } = readVariable(key, variables, problems)
    sources[name] = source
    const result = schema.safeParse(value)
    if (result.success) values[name] = result.data
    else problems.push(`${key}: ${result.error.issues[0]?.message ?? 'invalid'}`)
  }
  problems.push(...unknownKeys(variables), ...contradictions(values))

  if (problems.length > 0) {
    throw new PipelineError('CONFIG_INVALID', `Cannot read the settings: ${problems.join('; ')}`)
  }
  return { env: Object.freeze(values) as Env, sources: Object.freeze(sources) as EnvSources }
}

function readVariable(key: string, variables: Readonly<Record<string, string | undefined>>, problems: string[]) {
  // A number of blanks would be 0.
  const direct = variables[key]?.trim() ? variables[key] : undefined
  const path = variables[`${key}_FILE`] || undefined
  if (direct !== undefined && path !== undefined) problems.push(`${key}: given together with ${key}_FILE`)
  if (path === undefined) return { value: direct, source: direct === undefined ? 'default' : 'environment' }
  try {
    return { value: readFileSync(path, 'utf8').trim(), source: 'file' }
  } catch (error) {
    problems.push(`${key}_FILE: ${(error as NodeJS.ErrnoException).code ?? 'unreadable'} "${path}"`)
    return { value: undefined, source: 'file' }
  }
}

function unknownKeys(variables: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set(Object.values(SETTINGS).flatMap(({ key }) => [key, `${key}_FILE`]))
  return Object.keys(variables)
    .filter((key) => key.startsWith('CLAIMWIRE_') && !known.has(key))
    .map((key) => `${key}: no such setting`)
}

function contradictions(values: Record<string, unknown>): string[] {
  // A bad value is no missing value, and is named already.
  if (!('databaseUrl' in values && 'redisUrl' in values)) return []
  if (Boolean(values['databaseUrl']) === Boolean(values['redisUrl'])) return []
  return [
    values['databaseUrl']
      ? 'REDIS_URL: missing; DATABASE_URL needs it, as the queue does not run on a PostgreSQL server'
      : 'DATABASE_URL: missing; REDIS_URL needs it, or leave both out for the embedded store',
  ]
}
