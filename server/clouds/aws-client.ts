import { Agent } from 'node:http'
import { Agent as TlsAgent } from 'node:https'
import type { CredentialsOf } from '../../contract/cloud-credentials.ts'

export type AwsCredentials = CredentialsOf<'access-key'> | CredentialsOf<'assume-role'>
export type Keys = {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string | undefined
}

/** One account's buckets are looked at side by side. */
const sockets = { keepAlive: true, maxSockets: 50 }
const agents = { httpAgent: new Agent(sockets), httpsAgent: new TlsAgent(sockets) }

/** IAM and STS answer for all regions here. */
export const homeRegion = 'us-east-1'

/**
 * For every client: the keys are always given, since without them the library would look for some of the machine's own. One more try
 * after throttling or a lost connection, within what the caller's signal allows.
 */
export const clientFor = (keys: Keys, region = homeRegion) => ({
  region,
  credentials: {
    accessKeyId: keys.accessKeyId,
    secretAccessKey: keys.secretAccessKey,
    ...(keys.sessionToken && { sessionToken: keys.sessionToken }),
  },
  maxAttempts: 2,
  requestHandler: {
    ...agents,
    connectionTimeout: 3_000,
    requestTimeout: 8_000,
    throwOnRequestTimeout: true,
  },
})
