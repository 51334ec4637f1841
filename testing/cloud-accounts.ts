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

type ConnectInput = { platform: Platform; credentials: CloudCredentials; name?: string }

/** Connects a cloud account that works. */
export const connectAccount = async (person: Person, input: ConnectInput): Promise<CloudAccount> => {
  const body = { name: `${input.platform} of ${person.firstName}`, environment: 'dev', ...input }
  const { status, text, body: account } = await api<CloudAccount>('POST', '/v1/cloud-accounts', body, person)
  if (status !== 201) throw new Error(`The account was not connected: ${text}`)
  return account
}

const callDouble = async (method: string, path: string, body?: object) => {
  const options = { method, ...(body && { body: JSON.stringify(body) }) }
  const response = await fetch(`http://${process.env.GCE_METADATA_HOST}/-/${path}`, options)
  if (!response.ok) throw new Error(`The simulated clouds answered ${response.status} to ${path}.`)
  return response.json()
}

/** The key file of a service account at the simulated Google Cloud. */
export const googleKeyOf = (email: string) => callDouble('GET', `google-keys/${email}`)

/** Makes requests to the simulated clouds fail until it is disposed. */
export const withTrouble = async (trouble: Trouble): Promise<AsyncDisposable> => {
  await callDouble('PUT', 'trouble', trouble)
  return { [Symbol.asyncDispose]: () => callDouble('DELETE', 'trouble') }
}
