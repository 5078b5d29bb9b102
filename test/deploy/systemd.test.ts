import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { SETTINGS } from '../../config/env.ts'

const folder = new URL('../../contrib/systemd/', import.meta.url)

/** systemd.unit(5), systemd.service(5), systemd.exec(5), systemd.timer(5): what we use of them. */
const KNOWN: Readonly<Record<string, string>> = {
  Unit: 'Description After Wants StartLimitIntervalSec StartLimitBurst',
  Service: `Type ExecStart WorkingDirectory Environment EnvironmentFile Restart RestartSec RestartPreventExitStatus
    SuccessExitStatus TimeoutStartSec TimeoutStopSec MemoryMax TasksMax DynamicUser User StateDirectory StateDirectoryMode
    UMask ProtectSystem ProtectHome PrivateTmp PrivateDevices ProtectClock ProtectControlGroups ProtectHostname
    ProtectKernelLogs ProtectKernelModules ProtectKernelTunables ProtectProc NoNewPrivileges CapabilityBoundingSet
    LockPersonality RemoveIPC RestrictAddressFamilies RestrictNamespaces RestrictRealtime RestrictSUIDSGID
    SystemCallArchitectures SystemCallFilter`,
  Timer: 'OnCalendar RandomizedDelaySec Persistent',
  Install: 'WantedBy',
}

type Unit = Record<string, Record<string, string>>

function readUnit(name: string): Unit {
  const unit: Unit = {}
  let section: Record<string, string> | undefined
  for (const line of readFileSync(new URL(name, folder), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const heading = line.match(/^\[(\w+)\]$/)?.[1]
    if (heading !== undefined) {
      section = {}
      unit[heading] = section
      continue
    }
    const [, key, value] = line.match(/^(\w+)=(.*)$/) ?? []
    assert.ok(section && key !== undefined && value !== undefined, `${name}: cannot read "${line}"`)
    assert.ok(!(key in section), `${name}: ${key} twice`)
    section[key] = value
  }
  return unit
}

const names = readdirSync(folder)

test('the three units are there', () => {
  assert.deepEqual(names.sort(), ['claimwire-run.service', 'claimwire-run.timer', 'claimwire.service'])
})

for (const name of names) {
  test(`${name} has known sections and keys`, () => {
    for (const [section, values] of Object.entries(readUnit(name))) {
      const keys = KNOWN[section]?.split(/\s+/)
      assert.ok(keys, `[${section}]`)
      assert.deepEqual(
        Object.keys(values).filter((key) => !keys.includes(key)),
        [],
      )
    }
  })
}

for (const name of names.filter((unit) => unit.endsWith('.service'))) {
  test(`${name} is held in, but may compile`, () => {
    const service = readUnit(name)['Service']!
    assert.equal(service['NoNewPrivileges'], 'yes')
    assert.equal(service['ProtectSystem'], 'strict')
    assert.equal(service['MemoryDenyWriteExecute'], undefined)
  })

  test(`${name} sets only what config/env.ts reads`, () => {
    const keys = readUnit(name)
      ['Service']!['Environment']!.split(' ')
      .map((part) => part.split('=')[0]!)
    const known: string[] = ['NODE_ENV', ...Object.values(SETTINGS).map(({ key }) => key)]
    assert.deepEqual(
      keys.filter((key) => !known.includes(key)),
      [],
    )
  })
}

test('the run is a oneshot that counts exit 3, partial, as success; its timer makes up for missed runs', () => {
  const run = readUnit('claimwire-run.service')['Service']!
  assert.equal(run['Type'], 'oneshot')
  assert.equal(run['SuccessExitStatus'], '3')
  assert.match(run['ExecStart']!, /src\/cli\/main\.ts run --once$/)
  const timer = readUnit('claimwire-run.timer')['Timer']!
  assert.equal(timer['Persistent'], 'yes')
  assert.ok(timer['RandomizedDelaySec'])
})

test('the service runs for good, and stops before it is killed', () => {
  const service = readUnit('claimwire.service')['Service']!
  assert.match(service['ExecStart']!, /src\/cli\/main\.ts start$/)
  assert.ok(service['Environment']!.includes('CLAIMWIRE_SHUTDOWN_MS=45000'))
  assert.equal(service['TimeoutStopSec'], '60')
})
