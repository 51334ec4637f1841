import { setDefaultCACertificates } from 'node:tls'
import { vi } from 'vitest'
import { checkStep } from '../contract/cloud-accounts.ts'
import { selfSigned } from '../scripts/stack/clouds/certificate.ts'
import { startClouds } from '../scripts/stack/clouds/clouds.ts'
import type { Trouble } from '../scripts/stack/clouds/double.ts'
import type { OpenedCredentials, Platform, Rejected } from '../server/clouds/platform.ts'

/**
 * Starts simulated clouds for one test file, on free ports. Import the code under test afterwards: it reads their addresses from the
 * environment once.
 */
export const startTestClouds = async () => {
  const certificate = selfSigned()
  const clouds = await startClouds({ certificate })
  setDefaultCACertificates([certificate.cert])
  vi.stubEnv('GCE_METADATA_HOST', clouds.metadataHost)
  for (const name of ['LABSEAT_AZURE_AUTHORITY', 'LABSEAT_AZURE_MANAGEMENT', 'LABSEAT_GOOGLE_ENDPOINT'])
    vi.stubEnv(name, clouds.origin)
  vi.resetModules()
  return clouds
}

/** Failures of a provider that do not judge the credentials, with the error's text. */
export const outagesOf = (provider: string): [kind: Trouble['kind'], message: RegExp][] => [
  ['throttled', /throttling/],
  ['unavailable', /has a problem \(503\)/],
  ['html', new RegExp(`did not come from ${provider}`)],
  ['broken-json', new RegExp(`did not come from ${provider}`)],
  ['reset', /could not be reached/],
]

/** The reported steps of a check that passes. */
export const passedSteps = checkStep.options.flatMap((step) => [`${step} running`, `${step} passed`])

export const withTimeout = (timeoutMs = 15_000) => ({ signal: AbortSignal.timeout(timeoutMs) })

/** The error that `work` rejects with. If it resolves, an error that says so. */
export const catchError = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error('Nothing was thrown.'),
    (error: Error) => error,
  )

/** Checks credentials. Returns the verification or the error, and the reported steps: `identity passed`. A warning ends with its detail. */
export const checkCredentials = async <C extends OpenedCredentials>(
  platform: Platform<C>,
  credentials: C,
  timeoutMs?: number,
) => {
  const steps: string[] = []
  const outcome = await platform
    .verify(credentials, {
      ...withTimeout(timeoutMs),
      report: (step, state, detail) =>
        void steps.push(`${step} ${state}${state === 'warned' ? ` ${detail}` : ''}`),
    })
    .then(
      (verified) => ({ verified, error: undefined }),
      (error: Rejected) => ({ verified: undefined, error }),
    )
  return { ...outcome, steps }
}
