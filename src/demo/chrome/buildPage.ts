import { encodeText } from '../encodeText.ts'
import type { Answer } from '../serveAnswers.ts'
import type { ChromeName } from '../stand.ts'
import type { PageView } from './pageView.ts'
import { renderAmp } from './renderAmp.ts'
import { renderBroadcast } from './renderBroadcast.ts'
import { renderBroadsheet } from './renderBroadsheet.ts'
import { renderClassic } from './renderClassic.ts'
import { renderMagazine } from './renderMagazine.ts'
import { renderPortal } from './renderPortal.ts'
import { renderTabloid } from './renderTabloid.ts'
import { renderWire } from './renderWire.ts'

const RENDERERS: Readonly<Record<ChromeName, (page: PageView) => string>> = {
  broadsheet: renderBroadsheet,
  wire: renderWire,
  portal: renderPortal,
  amp: renderAmp,
  tabloid: renderTabloid,
  magazine: renderMagazine,
  classic: renderClassic,
  broadcast: renderBroadcast,
}

/** Builds the answer of an article page in its outlet's chrome and charset; 410 for a withdrawn one. */
export function buildPage(page: PageView): Answer {
  const { article, outlet } = page
  const contentType = `text/html; charset=${outlet.charset}`
  if (article.status === 410) {
    return {
      status: 410,
      contentType,
      body: encodeText('<!doctype html><title>Gone</title><h1>Withdrawn</h1>', outlet.charset),
    }
  }
  return {
    status: 200,
    contentType,
    body: encodeText(RENDERERS[outlet.chrome](page), outlet.charset),
    lastModified: new Date(article.updatedAt ?? article.publishedAt),
  }
}
