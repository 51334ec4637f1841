import { useRef, useState } from 'react'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import type { CloudCredentials, Platform } from '../../../contract/cloud-credentials.ts'
import { answer, api } from '../lib/api.ts'
import type { Failure } from '../lib/failure.ts'
import type { About } from './about-fields.tsx'
import { useCheck } from './use-check.ts'

type Input = About & { platform: Platform; credentials: CloudCredentials }

/** Connects an account. The input keeps its idempotency key until the outcome is known, so that a retry can't create a second account. */
export const useConnect = (onConnected: (account: CloudAccount) => void) => {
  const { check, run, forget } = useCheck()
  const [platform, setPlatform] = useState<Platform | null>(null)
  const sent = useRef<{ id: string; input: Input } | null>(null)

  const connect = async (input: Input) => {
    const previous = sent.current
    const isSame = previous !== null && JSON.stringify(previous.input) === JSON.stringify(input)
    const id = isSame ? previous.id : crypto.randomUUID()
    sent.current = { id, input }
    setPlatform(input.platform)
    const post = (checkId: string) =>
      answer(
        api.POST('/v1/cloud-accounts', {
          body: { ...input, checkId },
          headers: { 'Idempotency-Key': id },
        }),
      ).catch((failure: Failure) => {
        if (failure.code === 'credentials-rejected') sent.current = null
        throw failure
      })
    const account = await run(post, { id })
    if (!account) return
    sent.current = null
    onConnected(account)
  }
  return {
    check,
    connect,
    /** The input that was sent last. */
    platform,
    retry: () => sent.current && void connect(sent.current.input),
    forget: () => {
      sent.current = null
      forget()
    },
  }
}
export type Connect = ReturnType<typeof useConnect>
