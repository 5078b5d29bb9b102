import { type HtmlValue, html, type Raw } from '../html.ts'

/** Puts a page around its content. */
export function layout(title: string, stylesheet: string, content: HtmlValue): Raw {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="${stylesheet}">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="name"><a href="/">claimwire</a></p>
<nav aria-label="Main"><ul>
<li><a href="/v1/records">Records (JSON)</a></li>
<li><a href="/queues">Queues</a></li>
<li><a href="/openapi.json">API description</a></li>
</ul></nav>
</header>
<main id="main">
${content}
</main>
<footer><p>Who says that somebody interferes in an election, and who denies it. Nothing here is judged true or false.</p></footer>
</body>
</html>
`
}

/** A moment in UTC, for people and for programs. */
export function formatTime(at: Date): Raw {
  const text = at.toISOString()
  return html`<time datetime="${text}">${text.slice(0, 16).replace('T', ' ')}</time>`
}

/** How long ago, in the largest unit that fits: `3 minutes ago`. */
export function formatAge(at: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000))
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
    ['second', 1],
  ] as const
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? ['second', 1]
  const count = Math.floor(seconds / length)
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
