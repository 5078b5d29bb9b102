import assert from 'node:assert/strict'
import { hostname, networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { identifyEntries } from '../../src/core/feed/entryIdentity.ts'
import { normalizeUrl } from '../../src/core/url/normalizeUrl.ts'
import type { DnsLookup } from '../../src/net/guardAddress.ts'
import { fetchOnce, netLimits, textOf } from '../net/openTestFetcher.ts'
import { serve } from '../net/serve.ts'
import { openPoller, rss } from './openPoller.ts'

// Each test is named after the row of the hostile input plan that it is.
const { survive, poll } = openPoller()
const BLOCKED = { outcome: 'failed', reason: 'FETCH_BLOCKED_ADDRESS', titles: [] }

/** A server on this machine that must not be reached, its port allowed. */
async function openTrap() {
  const state = { hits: 0 }
  const server = await serve((_, response) => {
    state.hits += 1
    response.end(rss('<item><title>Secret</title></item>'))
  })
  return Object.assign(server, { state, options: { allowPrivate: [], limits: { ...netLimits, ports: [server.port] } } })
}

const spellings = {
  S01: [
    '127.0.0.1',
    '127.1',
    '0',
    '0x7f.1',
    '0177.0.0.1',
    '2130706433',
    '①②⑦.0.0.1',
    '127。0。0。1',
    '127.0.0.1.',
    'localhost',
  ],
  S02: ['[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[::127.0.0.1]', '[0:0:0:0:0:0:0:1]'],
}
for (const [row, hosts] of Object.entries(spellings)) {
  for (const host of hosts) {
    test(`${row} http://${host}/ does not lead to this machine`, async () => {
      await using trap = await openTrap()
      assert.deepEqual(await survive(`http://${host}:${trap.port}/`, { options: trap.options }), BLOCKED)
      assert.equal(trap.state.hits, 0)
    })
  }
}

for (const target of [
  'http://169.254.169.254/latest/meta-data/',
  'http://100.100.100.200/',
  'http://192.0.0.192/',
  'http://2130706433/',
  'http://[::1]/',
  'http://metadata.google.internal/',
  '//127.0.0.2/',
]) {
  test(`S04 a redirect to ${target} is not followed`, async () => {
    await using server = await serve((_, response) => void response.writeHead(302, { location: target }).end())
    const dnsLookup: DnsLookup = (_, callback) => callback(null, [{ address: '169.254.169.254', family: 4 }])
    const options = { allowPrivate: [`127.0.0.1:${server.port}`], dnsLookup }
    assert.deepEqual(await survive(server.url, { options }), BLOCKED)
  })
}

test('S05 what was checked is what is dialled: the resolver is not asked again', async () => {
  await using trap = await openTrap()
  let lookups = 0
  const dnsLookup: DnsLookup = (_, callback) => {
    lookups += 1
    callback(null, [{ address: lookups === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }])
  }
  const url = `http://rebind.example:${trap.port}/`
  await assert.rejects(fetchOnce(url, {}, { ...trap.options, dnsLookup }), { code: 'FETCH_BLOCKED_ADDRESS' })
  assert.deepEqual([lookups, trap.state.hits], [1, 0])
})

test('S06 one private address among public ones is enough to refuse a name', async () => {
  await using trap = await openTrap()
  const answers = ['93.184.215.14', '127.0.0.1', '2606:4700::1111']
  for (const order of [answers, answers.toReversed()]) {
    const addresses = order.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    const options = { ...trap.options, dnsLookup: ((_, callback) => callback(null, addresses)) satisfies DnsLookup }
    assert.deepEqual(await survive(`http://mixed.example:${trap.port}/`, { options }), BLOCKED)
  }
  assert.equal(trap.state.hits, 0)
})

test('S07 the name of this machine leads nowhere', async () => {
  await using trap = await openTrap()
  const url = `http://${hostname()}:${trap.port}/`
  const { reason = '' } = await survive(url, { options: trap.options })
  // A machine that cannot resolve its own name does not reach itself either.
  assert.match(reason, /^FETCH_(?:BLOCKED_ADDRESS|NETWORK)$/)
  const own = Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address))
  for (const address of own.filter(
    (one) => !one.includes(':') && /^(?:10|127|172\.(?:1[6-9]|2\d|3[01])|192\.168)\./.test(one),
  )) {
    assert.deepEqual(await survive(`http://${address}:${trap.port}/`, { options: trap.options }), BLOCKED)
  }
  assert.equal(trap.state.hits, 0)
})

for (const port of [22, 25, 6379, 5432, 9200, 8080]) {
  test(`S09 port ${port} is not asked`, async () => {
    assert.deepEqual(await survive(`http://news.example:${port}/`), BLOCKED)
  })
}

test('S10 an address with credentials is refused; a backslash ends the host', async () => {
  for (const url of ['http://user:pass@news.example/', 'http://a@b@news.example/', 'http://user@news.example/']) {
    assert.equal((await survive(url)).reason, 'FETCH_BAD_URL')
    assert.equal(normalizeUrl(url), undefined)
  }
  assert.equal(normalizeUrl('http://news.example\\@evil.example/a'), 'http://news.example/@evil.example/a')
})

for (const address of [
  '100.64.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '0.1.2.3',
  '240.0.0.1',
  '255.255.255.255',
  '192.88.99.1',
]) {
  test(`S11 ${address} is not public`, async () => {
    assert.deepEqual(await survive(`http://${address}/`, { options: { allowPrivate: [] } }), BLOCKED)
  })
}

test('S12 every request goes through the one guarded fetcher, whatever named its address', async () => {
  // `test/architecture.test.ts` finds every other way to the network; here, one address of each kind that a feed can name.
  await using trap = await openTrap()
  const own = `http://127.0.0.1:${trap.port}`
  await using server = await serve((_, response) => {
    const links = `<link>${own}/link</link><enclosure url="${own}/e.mp3"/><image><url>${own}/i.png</url></image>`
    response.end(rss(`<item><title>A</title>${links}<source url="${own}/s"/></item>`))
  })
  const { entries } = await poll(server.url, { options: { allowPrivate: [`127.0.0.1:${server.port}`] } })
  assert.equal(trap.state.hits, 0)
  await assert.rejects(fetchOnce(entries[0]!.article!.url, {}, trap.options), { code: 'FETCH_BLOCKED_ADDRESS' })
})

test('S14 the proxies that the environment names are not used', async () => {
  await using proxy = await openTrap()
  await using server = await serve((_, response) => response.end('direct'))
  const names = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY']
  const before = names.map((name) => process.env[name])
  for (const name of names) process.env[name] = name.startsWith('NODE') ? '1' : proxy.url
  try {
    assert.equal(textOf(await fetchOnce(server.url)), 'direct')
  } finally {
    names.forEach((name, index) => {
      if (before[index] === undefined) delete process.env[name]
      else process.env[name] = before[index]
    })
  }
  assert.equal(proxy.state.hits, 0)
})

test('S15 a host in look-alike letters is kept as punycode', () => {
  assert.equal(normalizeUrl('https://аpple.com/'), 'https://xn--pple-43d.com/')
})

test('S16 an address with blanks inside is cleaned once; one that is none, or too long, leads to no article', () => {
  const skip = (link: string) => {
    const entry = { link, authors: [], categories: [], flags: [] }
    return identifyEntries([entry], 'https://news.example/feed')[0]!
  }
  assert.equal(skip(' https://news.example/a\tb\n').url, 'https://news.example/ab')
  assert.equal(skip('https:\\\\news.example\\a').url, 'https://news.example/a')
  for (const bad of [
    'http://',
    'http:///',
    'https://?a',
    `https://news.example/?${'a'.repeat(3_000_000)}`,
    'http://[::1/',
  ]) {
    assert.equal(skip(bad).skip, 'ENTRY_BAD_URL', bad.slice(0, 40))
  }
})
