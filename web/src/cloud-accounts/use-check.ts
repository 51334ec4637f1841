import { useState } from 'react'
import type { LiveCheck } from '../../../contract/cloud-accounts.ts'
import { type Failure, toFailure } from '../lib/failure.ts'
import { useLiveDocument } from '../lib/live.ts'
import { useSession } from '../lib/session.ts'

export type Check = {
  /** `broken`: the check has no result. */
  outcome: 'none' | 'running' | 'passed' | 'failed' | 'broken'
  steps: LiveCheck['steps']
  failure: Failure | null
}

/** Runs a call that checks credentials, and follows its steps in the person's check document. */
export const useCheck = () => {
  const { person } = useSession()
  const [{ id, outcome, failure }, setState] = useState<Omit<Check, 'steps'> & { id: string | null }>({
    id: null,
    outcome: 'none',
    failure: null,
  })
  const live = useLiveDocument<LiveCheck>(id && person ? `people/${person.uid}/live/check` : null)
  const heard = live.status === 'ready' && live.data?.checkId === id ? live.data.steps : []

  const run = async <T>(
    act: (checkId: string) => Promise<T>,
    { id: checkId = crypto.randomUUID() as string, works = (_: T): boolean => true } = {},
  ): Promise<T | undefined> => {
    setState({ id: checkId, outcome: 'running', failure: null })
    try {
      const done = await act(checkId)
      setState({ id: checkId, outcome: works(done) ? 'passed' : 'failed', failure: null })
      return done
    } catch (error) {
      const why = toFailure(error)
      const outcome = why.code === 'credentials-rejected' ? 'failed' : 'broken'
      setState({ id: checkId, outcome, failure: why })
      return undefined
    }
  }
  return {
    check: { outcome, steps: heard, failure } satisfies Check,
    run,
    forget: () => setState({ id: null, outcome: 'none', failure: null }),
  }
}
