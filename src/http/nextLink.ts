/**
 * Writes the Link header to the next page (RFC 8288).
 *
 * @param url The request's own path and query; its other parameters are kept.
 */
export function nextLink(url: string, changed: Readonly<Record<string, string>>): string {
  const [path = '', query = ''] = url.split('?', 2)
  const parameters = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changed)) parameters.set(name, value)
  return `<${path}?${parameters}>; rel="next"`
}
