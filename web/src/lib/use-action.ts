import { useState } from 'react'
import { type Failure, toFailure } from './failure.ts'

/** Runs something that a person does. `failure` stays until the next run. */
export const useAction = <A extends unknown[], T>(act: (...input: A) => Promise<T>) => {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = async (...input: A): Promise<T | undefined> => {
    setBusy(true)
    setFailure(null)
    try {
      return await act(...input)
    } catch (error) {
      setFailure(toFailure(error))
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, failure, forget: () => setFailure(null) }
}
