import packageJson from '../../package.json' with { type: 'json' }

/** Our product token: what a robots.txt calls us. */
export const PRODUCT = packageJson.name

/** Says to outlets who asks: product, version, and whom to write to. */
export function userAgent(contact: string | undefined): string {
  const product = `${PRODUCT}/${packageJson.version}`
  return contact === undefined ? product : `${product} (+${contact})`
}
