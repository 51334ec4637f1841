/** Where somebody was before signing in: a path of this app and nothing else. */
export const nextPath = (search: string): string => {
  const next = new URLSearchParams(search).get('next') ?? '/'
  // A second slash or a backslash would make it another host.
  return /^\/(?![/\\])/.test(next) ? next : '/'
}
