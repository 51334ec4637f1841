import { useEffect, useState } from 'react'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'

/** A placeholder role, to learn early whether this installation has an identity in AWS. */
const nowhere = 'arn:aws:iam::000000000000:role/labseat'

/** Debounces the value. */
export const useSettled = <T>(value: T, milliseconds = 300): T => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

/** The identity that a cloud has to trust. `role` selects the external id. */
export const useTrust = (platform: Exclude<Platform, 'sandbox'>, role: string | null = null) => {
  const roleArn = platform === 'aws' ? (role ?? nowhere) : null
  const trust = useLoad(`${platform} ${roleArn}`, async (signal) => ({
    role,
    ...(await answer(
      api.GET('/v1/cloud-trust', {
        params: { query: { platform, ...(roleArn && { roleArn }) } },
        signal,
      }),
    )),
  }))
  const failure = trust.status === 'loading' ? null : trust.failure
  return {
    /** The external id of the current role. */
    data: trust.status === 'ready' && trust.data.role === role ? trust.data : null,
    failure,
    isMissing: failure?.code === 'keyless-not-configured',
    reload: trust.reload,
  }
}
