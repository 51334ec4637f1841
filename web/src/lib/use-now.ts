import { useEffect, useState } from 'react'

/** The limit of `setTimeout`. */
const maxDelayMs = 2 ** 31 - 1

/** The current time, RFC 3339. Renders again at each of `moments`. */
export const useNow = (...moments: (string | null)[]): string => {
  const [now, setNow] = useState(() => new Date().toISOString())
  const next = moments.filter((moment) => moment !== null && moment > now).sort()[0]
  useEffect(() => {
    if (!next) return
    const delayMs = Math.min(Math.max(Date.parse(next) - Date.now(), 0) + 50, maxDelayMs)
    const timer = setTimeout(() => setNow(new Date().toISOString()), delayMs)
    return () => clearTimeout(timer)
  }, [next])
  return now
}
