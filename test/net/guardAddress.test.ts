import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DnsLookup } from '../../src/net/guardAddress.ts'
import { guardAddress, isPublicAddress } from '../../src/net/guardAddress.ts'
import { fetchOnce, netLimits } from './openTestFetcher.ts'
import { serve } from './serve.ts'

const notPublic = [
  ...[
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
  ],
  ...[
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
  ],
  ...['239.255.255.255', '240.0.0.1', '255.255.255.255', '192.88.99.1', '::', '::1', '::127.0.0.1', '::ffff:127.0.0.1'],
  ...[
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    'fe80::1',
    'fe80::1%eth0',
  ],
  ...[
    'fc00::1',
    'fd12:3456::1',
    'fec0::1',
    'ff02::1',
    '100::1',
    '2001:db8::1',
    '2001::1',
    '3fff::1',
    '5f00::1',
    'not an address',
  ],
]

const isPublic = [
  '1.1.1.1',
  '8.8.8.8',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '64:ff9b::808:808',
  '::ffff:8.8.8.8',
]

for (const address of notPublic) {
  test(`isPublicAddress() refuses ${address}`, () => assert.equal(isPublicAddress(address), false))
}

for (const address of isPublic) {
  test(`isPublicAddress() accepts ${address}`, () => assert.equal(isPublicAddress(address), true))
}

for (const port of [22, 25, 6379, 5432, 9200, 8080]) {
  test(`guardAddress() refuses port ${port}`, () => {
    assert.throws(() => guardAddress(netLimits.ports, []).checkTarget('example.org', port), {
      code: 'FETCH_BLOCKED_ADDRESS',
    })
  })
}

test('guardAddress() lets an exception through for its address and port only', () => {
  const guard = guardAddress([80], ['127.0.0.1:8080', '[::1]:*', '10.0.0.5:*'])
  guard.checkTarget('127.0.0.1', 8080)
  guard.checkTarget('10.0.0.5', 9999)
  assert.throws(() => guard.checkTarget('127.0.0.1', 8081), { code: 'FETCH_BLOCKED_ADDRESS' })
  assert.throws(() => guard.checkTarget('127.0.0.2', 8080), { code: 'FETCH_BLOCKED_ADDRESS' })
})

// Every spelling that a resolver or the URL parser reads as this machine.
const spellings = [
  '127.0.0.1',
  '127.1',
  '0',
  '0x7f.1',
  '0177.0.0.1',
  '2130706433',
  '①②⑦.0.0.1',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  'localhost',
  '127.0.0.1.',
]

for (const host of spellings) {
  test(`openFetcher() does not reach this machine as ${host}`, async () => {
    let hits = 0
    await using server = await serve((_, response) => {
      hits += 1
      response.end()
    })
    const limits = { ...netLimits, ports: [80, 443, server.port] }
    await assert.rejects(fetchOnce(`http://${host}:${server.port}/`, {}, { limits, allowPrivate: [] }), {
      code: 'FETCH_BLOCKED_ADDRESS',
    })
    assert.equal(hits, 0)
  })
}

const names: Readonly<Record<string, readonly string[]>> = {
  'private.example': ['127.0.0.1'],
  'mixed.example': ['93.184.215.14', '127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  'mapped.example': ['::ffff:127.0.0.1'],
}
const dnsLookup: DnsLookup = (hostname, callback) => {
  const addresses = names[hostname] ?? []
  callback(
    null,
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  )
}

for (const name of Object.keys(names)) {
  test(`openFetcher() does not follow ${name} to an address that is not public`, async () => {
    let hits = 0
    await using server = await serve((_, response) => {
      hits += 1
      response.end()
    })
    const options = { dnsLookup, limits: { ...netLimits, ports: [server.port] } }
    await assert.rejects(fetchOnce(`http://${name}:${server.port}/`, {}, options), { code: 'FETCH_BLOCKED_ADDRESS' })
    assert.equal(hits, 0)
  })
}

test('openFetcher() dials the address that was checked: a second answer of the resolver is never asked for', async () => {
  let lookups = 0
  const rebinding: DnsLookup = (_, callback) => {
    lookups += 1
    callback(null, [{ address: lookups === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }])
  }
  await assert.rejects(fetchOnce('http://rebind.example/', {}, { dnsLookup: rebinding }), {
    code: 'FETCH_BLOCKED_ADDRESS',
  })
  assert.equal(lookups, 1)
})

for (const target of [
  'http://169.254.169.254/',
  'http://127.0.0.2/',
  'http://2130706433/',
  'http://[::1]/',
  'http://example.org:6379/',
]) {
  test(`openFetcher() does not follow a redirect to ${target}`, async () => {
    await using server = await serve((_, response) => response.writeHead(302, { location: target }).end())
    const allowPrivate = [`127.0.0.1:${server.port}`]
    await assert.rejects(fetchOnce(server.url, {}, { allowPrivate }), { code: 'FETCH_BLOCKED_ADDRESS' })
  })
}

for (const url of [
  'ftp://example.org/',
  'file:///etc/passwd',
  'javascript:1',
  'http://user:pass@example.org/',
  'http://a@b@example.org/',
  'http://',
  'x',
]) {
  test(`openFetcher() takes ${url} for no address`, async () => {
    await assert.rejects(fetchOnce(url), { code: 'FETCH_BAD_URL' })
  })
}
