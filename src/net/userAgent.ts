import packageJson from '../../package.json' with { type: 'json' }

/** Says to outlets who asks: product, version, and whom to write to. */
export function userAgent(contact: string | undefined): string {
  const product = `${packageJson.name}/${packageJson.version}`
  return contact === undefined ? product : `${product} (+${contact})`
}
