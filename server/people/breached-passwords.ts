import { createHash } from 'node:crypto'
import { config } from '../config.ts'
import { describeError, type Log } from '../log.ts'

const timeoutMs = 2_000

/**
 * Whether a password is in the collection of leaks of Have I Been Pwned (https://haveibeenpwned.com/API/v3#PwnedPasswords). Only the first
 * five digits of its SHA-1 leave this process, and they fit hundreds of passwords. Padding hides the length of the answer. A service that
 * does not answer must not stop people from signing up, so the password then counts as not leaked, and the log says so.
 */
export const isBreached = async (
  password: string,
  log: Log,
  url = config.breachedPasswordsUrl,
): Promise<boolean> => {
  if (!url) return false
  const digest = createHash('sha1').update(password).digest('hex').toUpperCase()
  const [prefix, suffix] = [digest.slice(0, 5), digest.slice(5)]
  try {
    const response = await fetch(`${url}/range/${prefix}`, {
      headers: { 'Add-Padding': 'true', 'User-Agent': 'Labseat' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (!response.ok) throw new Error(`status ${response.status}`)
    const lines = (await response.text()).split(/\r?\n/)
    // Padding has a count of 0.
    return lines.some((line) => line.startsWith(`${suffix}:`) && Number(line.slice(suffix.length + 1)) > 0)
  } catch (error) {
    log(
      'WARNING',
      'Leaked passwords could not be looked up, so a password was not checked.',
      describeError(error),
    )
    return false
  }
}
