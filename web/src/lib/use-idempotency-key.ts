import { useRef } from 'react'

/** One key for one body: a body that is sent again after a lost answer cannot create a second document. */
export const useIdempotencyKey = () => {
  const last = useRef({ body: '', key: '' })
  return (input: unknown): string => {
    const body = JSON.stringify(input)
    if (last.current.body !== body) last.current = { body, key: crypto.randomUUID() }
    return last.current.key
  }
}
