/** Markup that a parser must not even try; with the code that refuses it. Names begin with the rows of the test plan. */
export const KILLERS: readonly (readonly [name: string, code: string, html: string])[] = [
  ['H01 1,000 nested div', 'PAGE_TOO_DEEP', '<div>'.repeat(1000)],
  ['H02 2,000 nested div', 'PAGE_TOO_DEEP', '<div>'.repeat(2000)],
  ['H04 5,000 nested tables', 'PAGE_TOO_DEEP', '<table><tr><td>'.repeat(5000)],
  ['H04 10,000 links around div', 'PAGE_TOO_DEEP', '<a><div>'.repeat(10_000)],
  ['H05 300,000 sibling paragraphs', 'PAGE_TOO_MANY_ELEMENTS', '<p>x'.repeat(300_000)],
  [
    'H06 200,000 attributes',
    'PAGE_TOO_MANY_ATTRIBUTES',
    `<div ${Array.from({ length: 200_000 }, (_, n) => `a${n}=1`).join(' ')}>`,
  ],
  ['H07 200,000 options', 'PAGE_TOO_MANY_ELEMENTS', `<select>${'<option>x'.repeat(200_000)}`],
  ['H07 20,000 templates', 'PAGE_TOO_DEEP', '<template>'.repeat(20_000)],
]
/** Markup within the limits that is slow to read for whoever is careless. */
export const HEAVY: readonly (readonly [name: string, html: string])[] = [
  ['a million entities', '&amp;'.repeat(1_000_000)],
  ['a million open angles', '<'.repeat(1_000_000)],
  ['300,000 comments', '<!--x-->'.repeat(300_000)],
  ['a comment that never ends', `<!--${'-'.repeat(1_000_000)}`],
  ['20,000 unclosed inline elements', '<i></p>'.repeat(200) + '<br>'.repeat(20_000)],
  ['U10 a word of a megabyte', 'x'.repeat(1_000_000)],
  ['15,000 links', '<a href="/x">link</a> '.repeat(15_000)],
  ['15,000 links in one paragraph', `<p>${'<a href="/x">link</a> and words, '.repeat(15_000)}</p>`],
  ['20,000 line breaks with text', 'line<br>'.repeat(20_000)],
  ['10,000 unclosed bold in paragraphs', Array.from({ length: 10_000 }, (_, n) => `<p><b class="x${n}">word`).join('')],
  ['100,000 closing tags', '</div>'.repeat(100_000)],
]
