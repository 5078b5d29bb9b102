import assert from 'node:assert/strict'

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"'
const SAMPLE = new RegExp(`^(${NAME})(\\{${LABEL}(?:,${LABEL})*\\})? (\\+Inf|-Inf|NaN|-?[0-9.e+-]+)$`)

/** Reads Prometheus text 0.0.4 strictly: each series once, after its TYPE, and families not mixed. */
export function parseMetrics(text: string) {
  assert.ok(text.endsWith('\n'))
  const types = new Map<string, string>()
  const samples = new Map<string, number>()
  let family = ''
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('# HELP ')) continue
    const [, declared, type] = new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram|summary)$`).exec(line) ?? []
    if (declared !== undefined && type !== undefined) {
      assert.ok(!types.has(declared), `${declared} is declared twice`)
      types.set(declared, type)
      family = declared
      continue
    }
    const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? assert.fail(`not a sample: ${line}`)
    const suffixes = types.get(family) === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
    assert.ok(
      suffixes.some((suffix) => name === family + suffix),
      `${name} stands under ${family}`,
    )
    assert.ok(!samples.has(name + labels), `${name}${labels} stands there twice`)
    samples.set(name + labels, Number(value.replace('Inf', 'Infinity')))
  }
  return { types, samples }
}
