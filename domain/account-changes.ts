/** What protects an account at Firebase. `email` is a keyed hash. */
export type AccountState = {
  passwordUpdatedAt?: string | undefined
  email?: string | undefined
  factors?: readonly string[] | undefined
}

export type AccountChange = 'password' | 'email' | 'factor-added' | 'factor-removed'

/**
 * What changed since Labseat looked last. Firebase changes passwords, addresses and factors for anybody who has a session, without a call of the API.
 * A part that was never looked at has not changed.
 *
 * @param isSameEmail whether two hashes belong to one address
 */
export const accountChangesBetween = (
  seen: AccountState,
  current: AccountState,
  isSameEmail: (seenHash: string) => boolean,
): AccountChange[] => {
  const changes: AccountChange[] = []
  if (seen.passwordUpdatedAt && (current.passwordUpdatedAt ?? '') > seen.passwordUpdatedAt)
    changes.push('password')
  if (seen.email !== undefined && !isSameEmail(seen.email)) changes.push('email')
  const [factorsBefore, factorsAfter] = [seen.factors, current.factors ?? []]
  if (factorsBefore && factorsAfter.some((factor) => !factorsBefore.includes(factor)))
    changes.push('factor-added')
  if (factorsBefore?.some((factor) => !factorsAfter.includes(factor))) changes.push('factor-removed')
  return changes
}

const browsers = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const
const systems = [
  ['iPad', /\biPad\b/],
  ['iPhone', /\biPhone\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const
const nameIn = (names: readonly (readonly [string, RegExp])[], text: string) =>
  names.find(([, pattern]) => pattern.test(text))?.[0]

/** The family of a browser and its system, without versions: they say enough to recognise a device, and change seldom. */
export const familyOf = (userAgent = ''): { browser?: string; system?: string } => {
  const [browser, system] = [nameIn(browsers, userAgent), nameIn(systems, userAgent)]
  return { ...(browser && { browser }), ...(system && { system }) }
}
