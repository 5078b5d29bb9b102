import { eld } from 'eld/small'

const SAMPLE_LENGTH = 4000
const MIN_LENGTH = 40

/**
 * Tells the language of a text.
 *
 * @param text The article's text.
 * @param declared What the page declares: `en-GB`, `tr_TR`; used when the text alone leaves a doubt.
 * @returns BCP 47 primary tag, `und` when in doubt.
 * @throws Never.
 */
export function detectLanguage(text: string, declared?: string): string {
  const page = /^[a-z]{2,3}(?![a-z])/i.exec(declared?.trim() ?? '')?.[0].toLowerCase()
  if (text.length < MIN_LENGTH) return page ?? 'und'
  const detected = eld.detect(text.slice(0, SAMPLE_LENGTH))
  if (detected.language === '') return page ?? 'und'
  if (detected.isReliable() || detected.language === page) return detected.language
  return page ?? 'und'
}
