import { readFileSync } from 'node:fs'
import { setDefaultCACertificates } from 'node:tls'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { CloudCredentials, Platform } from '../contract/cloud-credentials.ts'
import { awsKeys, customerRole } from '../scripts/stack/aws-demo.ts'
import { google } from '../scripts/stack/clouds/demo.ts'
import { answers } from '../scripts/stack/wait-until.ts'
import { documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { azureSecret, googleKeyOf } from '../testing/cloud-accounts.ts'
import { trustLabseat } from './cloud-trust.ts'
import { withMeter } from './metered.ts'
import type { Person } from './people.ts'

/** All in milliseconds. */
export type Verified = {
  what: string
  /** The first check in a process that has not loaded the provider's libraries. */
  first: number
  warm: number[]
  /** A bare call to the provider, for comparison. */
  bare?: { what: string; took: number[] }
}

const rounds = 15

type Way = {
  what: string
  platform: Platform
  credentials: () => Promise<CloudCredentials> | CloudCredentials
  /** Only identifies the caller, or only gets a token. */
  bare?: { what: string; call: () => Promise<unknown> }
}

/** Uses the AWS SDK on a connection that stays open, as the functions do. */
const callerIdentity = (): (() => Promise<unknown>) => {
  const client = new STSClient({ region: 'us-east-1', credentials: { ...awsKeys.demo } })
  return () => client.send(new GetCallerIdentityCommand({}))
}

const azureToken = async (): Promise<() => Promise<unknown>> => {
  const { ClientSecretCredential } = await import('@azure/identity')
  const { tenantId, clientId, clientSecret } = azureSecret()
  const options = { authorityHost: process.env.LABSEAT_AZURE_AUTHORITY!, disableInstanceDiscovery: true }
  // A new credential for each call, because a credential caches its token.
  return () =>
    new ClientSecretCredential(tenantId, clientId, clientSecret, options).getToken(
      'https://management.azure.com/.default',
    )
}

/** The library always calls Google's own address. The session redirects it to the simulated Google. */
const googleToken = async (): Promise<() => Promise<unknown>> => {
  const { gcpSession } = await import('../server/clouds/gcp/session.ts')
  const credentials = { kind: 'service-account', key: await googleKeyOf(google.account) } as const
  return async () => (await gcpSession(credentials, AbortSignal.timeout(10_000))).signIn()
}

const ways = async (person: Person): Promise<Way[]> => {
  const hasAws = await answers(`${process.env.AWS_ENDPOINT_URL_STS}/moto-api/`)
  const bare = { what: 'GetCallerIdentity', call: callerIdentity() }
  const aws: Way[] = [
    {
      what: 'AWS, by key',
      platform: 'aws',
      credentials: () => ({ kind: 'access-key', ...awsKeys.demo }),
      bare,
    },
    {
      what: 'AWS, by role',
      platform: 'aws',
      credentials: async () => {
        await trustLabseat(person)
        return { kind: 'assume-role', roleArn: customerRole }
      },
      bare,
    },
  ]
  return [
    ...(hasAws ? aws : []),
    {
      what: 'Azure',
      platform: 'azure',
      credentials: azureSecret,
      bare: { what: 'a token', call: await azureToken() },
    },
    {
      what: 'Google Cloud',
      platform: 'gcp',
      credentials: async () => ({ kind: 'service-account', key: await googleKeyOf(google.account) }),
      bare: { what: 'a token', call: await googleToken() },
    },
    { what: 'Sandbox', platform: 'sandbox', credentials: () => ({ kind: 'none' }) },
  ]
}

const measureMs = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Verifies an account, which must succeed. Returns milliseconds. */
const verification = (accountId: string, person: Person): Promise<number> =>
  measureMs(async () => {
    const { body, text } = await api('POST', `/v1/cloud-accounts/${accountId}/verify`, {}, person)
    if (body?.state !== 'verified') throw new Error(`The account was not verified: ${text}`)
  })

/** Verifies stored credentials, in turns with a bare call of the same library to the same simulated cloud. */
export const measureVerifications = async (person: Person, signal: AbortSignal): Promise<Verified[]> => {
  await documents.access(person.uid).update({ role: 'operator' })
  // Node reads NODE_EXTRA_CA_CERTS only when it starts.
  setDefaultCACertificates([readFileSync(process.env.NODE_EXTRA_CA_CERTS!, 'utf8')])
  const all = await ways(person)
  const ids = new Map<Way, string>()
  for (const way of all) {
    const credentials = await way.credentials()
    const input = { name: way.what, platform: way.platform, environment: 'dev', credentials }
    const { status, text, body } = await api('POST', '/v1/cloud-accounts', input, person, {
      'idempotency-key': crypto.randomUUID(),
    })
    if (status !== 201) throw new Error(`${way.what} was not connected: ${text}`)
    ids.set(way, body.id)
  }
  const firsts = await withMeter(signal, async () => {
    // This call warms up the guard and Firestore, but not the provider.
    await api('GET', '/v1/cloud-accounts', undefined, person)
    const first = new Map<Way, number>()
    for (const way of all) first.set(way, await verification(ids.get(way)!, person))
    return first
  })
  const results: Verified[] = []
  for (const way of all) {
    const { what, bare } = way
    const warm: number[] = []
    const took: number[] = []
    await verification(ids.get(way)!, person)
    await bare?.call()
    // They take turns, so that a busy moment of the machine affects both.
    for (let round = 0; round < rounds; round++) {
      signal.throwIfAborted()
      warm.push(await verification(ids.get(way)!, person))
      if (bare) took.push(await measureMs(bare.call))
    }
    results.push({ what, first: firsts.get(way)!, warm, ...(bare && { bare: { what: bare.what, took } }) })
  }
  return results
}
