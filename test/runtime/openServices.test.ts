import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readEnv } from '../../config/env.ts'
import { loadLists } from '../../config/lists.ts'
import { openLog } from '../../config/log.ts'
import { openStorage } from '../../src/runtime/openServices.ts'

const lists = loadLists(fileURLToPath(new URL('../../config', import.meta.url)))

/** Opens the storage on a server that treats each client so. */
async function openOn(serve: (client: Socket) => void): Promise<unknown> {
  const server = createServer((client) => {
    client.on('error', () => client.destroy())
    serve(client)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const variables = { DATABASE_URL: `postgres://user:hunter2@${address}/x`, REDIS_URL: 'redis://127.0.0.1:1' }
  try {
    return await openStorage(readEnv(variables).env, lists, openLog('silent'))
  } finally {
    server.close()
  }
}

const isUnavailable = (error: Error & { code?: unknown }) => {
  assert.equal(error.code, 'SERVICE_UNAVAILABLE')
  assert.doesNotMatch(error.message, /hunter2/)
  return true
}

test('openStorage() calls a database unavailable that hangs up', async () => {
  await assert.rejects(
    openOn((client) => client.destroy()),
    isUnavailable,
  )
})

test('openStorage() calls a database unavailable that is starting up', async () => {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0', 'latin1')
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(fields.length + 4, 1)
  const refusing = openOn((client) => client.once('data', () => client.end(Buffer.concat([head, fields]))))
  await assert.rejects(refusing, isUnavailable)
})

test('openStorage() calls a database unavailable that nobody listens for', async () => {
  const variables = { DATABASE_URL: 'postgres://user:hunter2@127.0.0.1:1/x', REDIS_URL: 'redis://127.0.0.1:1' }
  await assert.rejects(openStorage(readEnv(variables).env, lists, openLog('silent')), isUnavailable)
})
