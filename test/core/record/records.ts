import type { Mention } from '../../../src/domain/mention.ts'
import type { TaggedRecord } from '../../../src/domain/record.ts'

export const nobody = { entityId: null, name: null, mention: null }

/** A denial with nothing special about it. */
export function mentionOf(id: string, more: Partial<Mention> = {}): Mention {
  const exact = 'The ministry denied it'
  return {
    id,
    articleId: 'a000000000000000000000001',
    textSha256: '0'.repeat(64),
    taggerVersion: '1',
    kind: 'denial',
    subtype: 'reject',
    also: [],
    span: { start: 0, end: exact.length },
    sentence: { start: 0, end: exact.length },
    cue: null,
    content: null,
    target: null,
    quote: { exact, prefix: '', suffix: '' },
    section: 'body',
    speaker: { ...nobody, name: 'Ministry', resolution: 'explicit', onBehalfOf: null, denierRole: null },
    via: null,
    accused: nobody,
    election: { id: 'TR-2023-president-parliament', country: 'TR', year: 2023 },
    scope: 'foreign',
    methods: [],
    allegedTechniques: [],
    mode: 'indirect',
    modality: 'asserted',
    evidenceStatus: 'unspecified',
    respondsTo: [],
    contradicts: [],
    statementId: null,
    confidence: 0.9,
    ruleIds: ['r1'],
    flags: [],
    ...more,
  }
}

export function recordOf(id: string, more: Partial<Mention> = {}, version = 1): TaggedRecord {
  return {
    id,
    version,
    mention: mentionOf(id, more),
    article: {
      id: 'a000000000000000000000001',
      revision: 1,
      url: 'https://news.example/a',
      title: 'A title',
      authors: ['Ann Other'],
      language: 'en',
      publishedAt: '2026-11-20T10:00:00.000Z',
      firstSeenAt: '2026-11-20T10:05:00.000Z',
      textSource: 'page',
    },
    outlet: {
      id: 'example',
      name: 'Example News',
      country: null,
      labels: [{ label: 'unknown', source: 'none', asOf: '2026-11-01' }],
    },
  }
}
