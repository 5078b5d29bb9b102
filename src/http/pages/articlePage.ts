import type { ReadableArticle } from '../../db/loadArticle.ts'
import type { ArticleRevision } from '../../domain/article.ts'
import { html, type Raw, safeUrl } from '../html.ts'
import { formatTime, layout } from './layout.ts'
import { markText } from './markText.ts'
import { KIND_NAMES } from './newestPage.ts'

/** The page at `/articles/:id`: the text as it was tagged, with every tagged span marked. */
export function articlePage(article: ReadableArticle, revision: ArticleRevision, stylesheet: string): Raw {
  const { outlet, records } = article
  const original = safeUrl(revision.canonicalUrl ?? article.url)
  // A new revision is stored before it is tagged: spans into the old text would mark the wrong words.
  const mentions = records.map((record) => record.mention).filter((each) => each.textSha256 === revision.textSha256)
  const title = revision.title ?? 'Article without a title'
  return layout(
    `${title} – ${outlet.name}`,
    stylesheet,
    html`<h1 lang="${revision.language}" dir="auto">${title}</h1>
<p class="state"><bdi>${outlet.name}</bdi>${revision.publishedAt && html`, ${formatTime(revision.publishedAt)} UTC`}${revision.authors.length > 0 && html`, <bdi>${revision.authors.join(', ')}</bdi>`}.
Revision ${revision.revision}, text from the ${revision.textSource}.
${original && html`<a href="${original}" rel="noreferrer external">Original</a>, `}<a href="/v1/articles/${encodeURIComponent(article.id)}">JSON</a></p>
<h2>Tagged</h2>
${
  mentions.length === 0
    ? html`<p>Nothing is tagged in this text.</p>`
    : html`<ol>${mentions.map(
        (mention) => html`
<li><a href="#${mention.id}">${KIND_NAMES[mention.kind]}</a>: <bdi>${mention.speaker.name ?? 'unknown'}</bdi> → <bdi>${mention.accused.name ?? 'unknown'}</bdi></li>`,
      )}
</ol>`
}
<h2>Text</h2>
<div class="text" lang="${revision.language}" dir="auto">${markText(revision.text, mentions)}</div>`,
  )
}
