/** Stands for the app's own origin; `.invalid` belongs to nobody. */
const ownOrigin = 'https://app.invalid'

/**
 * The page to return to after signing in. Only paths of this app are accepted. A browser drops tabs and line breaks from an address and
 * reads a backslash as a slash, so `/⇥/evil.example` and `/\evil.example` would lead to another host.
 */
export const readNextPath = (search: string): string => {
  const next = new URLSearchParams(search).get('next') ?? '/'
  if (!/^\/[^\\\p{C}]*$/u.test(next)) return '/'
  const url = URL.parse(next, ownOrigin)
  // Without its dots, `/.//evil.example` begins with two slashes.
  if (url?.origin !== ownOrigin || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search + url.hash
}
