/** Text that is markup already and is not escaped again. */
export interface Markup {
  readonly text: string
}

type Value = string | number | Markup | readonly Markup[] | undefined | false

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A template tag for HTML and XML: every value is escaped unless it is Markup; `undefined` and `false` give nothing. */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const parts = strings.map((part, index) => part + (index < values.length ? write(values[index]) : ''))
  return { text: parts.join('') }
}

function write(value: Value): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (character) => REFERENCES[character] ?? character)
  if (typeof value === 'number') return String(value)
  if ('text' in value) return value.text
  return value.map((one) => one.text).join('')
}
