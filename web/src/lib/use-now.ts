import { useEffect, useState } from 'react'

const longest = 2 ** 31 - 1

/** The time, RFC 3339: told again when one of these moments comes. */
export const useNow = (...moments: (string | null)[]): string => {
  const [now, setNow] = useState(() => new Date().toISOString())
  const next = moments.filter((moment) => moment !== null && moment > now).sort()[0]
  useEffect(() => {
    if (!next) return
    const wait = Math.min(Math.max(Date.parse(next) - Date.now(), 0) + 50, longest)
    const timer = setTimeout(() => setNow(new Date().toISOString()), wait)
    return () => clearTimeout(timer)
  }, [next])
  return now
}
