/** HTML that is safe to send as it is. Only `html` makes it. */
export class Raw {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type HtmlValue = Raw | string | number | undefined | null | false | readonly HtmlValue[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/**
 * Template tag: every value is escaped for text and for quoted attributes, but what `html` itself made.
 *
 * Lists are joined; `undefined`, `null` and `false` leave nothing. Values must not stand in unquoted attributes, tag
 * names, scripts or styles. URLs go through `safeUrl` first.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Raw {
  return new Raw(strings.reduce((text, part, index) => text + render(values[index - 1]) + part))
}

function render(value: HtmlValue): string {
  if (value === undefined || value === null || value === false) return ''
  if (value instanceof Raw) return value.text
  if (typeof value === 'object') return value.map(render).join('')
  return escapeText(String(value))
}

const escapeText = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd')
    .replace(/[&<>"'`]/g, (character) => ENTITIES[character]!)

/** @returns The address when a browser may be sent there (http and https), else undefined. */
export function safeUrl(value: string): string | undefined {
  const url = URL.parse(value)
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : undefined
}
