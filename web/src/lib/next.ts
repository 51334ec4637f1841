/** The page to return to after signing in. Only paths of this app are accepted. */
export const nextPath = (search: string): string => {
  const next = new URLSearchParams(search).get('next') ?? '/'
  // A second slash or a backslash would lead to another host.
  return /^\/(?![/\\])/.test(next) ? next : '/'
}
