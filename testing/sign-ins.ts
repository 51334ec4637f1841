import { randomBytes } from 'node:crypto'
import type { Client } from '../contract/clients.ts'
import { saveArtifact } from '../server/oidc/artifacts.ts'
import { api } from './api.ts'
import type { Person } from './people.ts'

export type TestClient = Client & { secret: string }

/** A program of its operator that lets everybody in, unless `change` says otherwise. */
export const registerClient = async (
  operator: Person,
  change: Record<string, unknown> = {},
): Promise<TestClient> => {
  const { status, text, body } = await api<TestClient>(
    'POST',
    '/v1/clients',
    {
      name: `Forum of ${operator.firstName}`,
      redirectUris: ['https://forum.labseat.test/callback'],
      audience: 'anyone',
      ...change,
    },
    operator,
  )
  if (status !== 201) throw new Error(`The client was not registered: ${text}`)
  return body
}

/** A sign-in that a client began, as the provider stores it. */
export const beginSignIn = async (client: TestClient): Promise<string> => {
  const signInId = randomBytes(16).toString('base64url')
  const params = { client_id: client.id, redirect_uri: client.redirectUris[0], scope: 'openid' }
  await saveArtifact('Interaction', signInId, { kind: 'Interaction', params }, 600)
  return signInId
}
