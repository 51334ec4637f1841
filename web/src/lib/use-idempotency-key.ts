import { useRef } from 'react'

/** Returns the same key for the same body, so that a retry after a lost answer cannot create a second document. */
export const useIdempotencyKey = () => {
  const last = useRef({ body: '', key: '' })
  return (input: unknown): string => {
    const body = JSON.stringify(input)
    if (last.current.body !== body) last.current = { body, key: crypto.randomUUID() }
    return last.current.key
  }
}
