import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { CloudCredentials, CredentialsOf, Platform } from '../contract/cloud-credentials.ts'
import { azure } from '../scripts/stack/clouds/demo.ts'
import type { Trouble } from '../scripts/stack/clouds/double.ts'
import { api } from './api.ts'
import type { Person } from './people.ts'

/** Credentials that work at the simulated Azure, with a change. */
export const azureSecret = (
  change: Partial<CredentialsOf<'client-secret'>> = {},
): CredentialsOf<'client-secret'> => ({
  kind: 'client-secret',
  subscriptionId: azure.subscription,
  tenantId: azure.tenant,
  clientId: azure.application,
  clientSecret: azure.secret,
  ...change,
})

type Given = { platform: Platform; credentials: CloudCredentials; name?: string }

/** Connects a cloud account that works. */
export const connects = async (person: Person, given: Given): Promise<CloudAccount> => {
  const body = { name: `${given.platform} of ${person.firstName}`, environment: 'dev', ...given }
  const { status, text, body: account } = await api<CloudAccount>('POST', '/v1/cloud-accounts', body, person)
  if (status !== 201) throw new Error(`The account was not connected: ${text}`)
  return account
}

const told = async (method: string, path: string, body?: object) => {
  const asked = { method, ...(body && { body: JSON.stringify(body) }) }
  const response = await fetch(`http://${process.env.GCE_METADATA_HOST}/-/${path}`, asked)
  if (!response.ok) throw new Error(`The simulated clouds answered ${response.status} to ${path}.`)
  return response.json()
}

/** The key file of an account at the simulated Google Cloud, as its console hands it out. */
export const googleKeyOf = (email: string) => told('GET', `google-keys/${email}`)

/** Lets requests to the simulated clouds fail, as long as it is in use. */
export const troubled = async (trouble: Trouble): Promise<AsyncDisposable> => {
  await told('PUT', 'trouble', trouble)
  return { [Symbol.asyncDispose]: () => told('DELETE', 'trouble') }
}

/** What the simulated clouds were asked since this was asked last. */
export const askedOfClouds = async (): Promise<{ method: string; path: string; body: string }[]> => {
  const requests = await told('GET', 'requests')
  await told('DELETE', 'requests')
  return requests
}
