import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markup } from '../../src/demo/markup.ts'

test('markup() escapes values and leaves Markup alone', () => {
  const inner = markup`<b>${'a < b & "c" \'d\''}</b>`
  assert.equal(inner.text, '<b>a &lt; b &amp; &quot;c&quot; &#39;d&#39;</b>')
  assert.equal(markup`<p>${inner}${[inner]}</p>`.text, `<p>${inner.text}${inner.text}</p>`)
})

test('markup() writes nothing for undefined and false', () => {
  assert.equal(markup`[${undefined}${false}${0}]`.text, '[0]')
})
