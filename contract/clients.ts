import * as z from 'zod'
import { id, line, listOf, page, time } from './common.ts'
import { operation } from './operation.ts'
import { message } from './validation.ts'

const isLocalHost = (host: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(host) || host.endsWith('.localhost')

/** A redirect URI must match exactly, so it has no wildcard. A fragment or a user name would let its reader mistake where it leads. */
const isRedirectUri = (text: string): boolean => {
  const url = URL.parse(text)
  if (!url || url.href.includes('#') || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocalHost(url.hostname))
}

export const redirectUri = z
  .string()
  .max(500)
  // One spelling for each address: the provider compares texts.
  .refine(
    (text) => isRedirectUri(text) && !/[\s*\\]/.test(text) && text.isWellFormed(),
    message('redirectUri'),
  )

/** Who may sign in at a client. */
export const audience = z.enum(['event', 'anyone'])
export type Audience = z.infer<typeof audience>

/** clients/{id}: a program that signs people in through Labseat. Nobody reads it live, because of the keys in it. */
export const clientDocument = z.object({
  name: z.string(),
  ownerId: id,
  redirectUris: z.array(z.string()),
  logoutUris: z.array(z.string()),
  audience,
  eventId: id.nullable(),
  /** The cluster whose services sign in with it. Labseat registers such a client itself. */
  clusterId: id.nullable(),
  /** SHA-256 of the secret, which has 256 bits at random, in hexadecimal. */
  secretHash: z.string(),
  /** The key of people's pseudonyms at this client, in Base64. It never changes, or everybody would be a stranger there. */
  pseudonymKey: z.base64(),
  secretChangedAt: time,
  createdAt: time,
  updatedAt: time,
})
export type ClientDocument = z.infer<typeof clientDocument>

export const client = clientDocument
  .omit({ secretHash: true, pseudonymKey: true })
  .extend({ id })
  .meta({ id: 'Client', description: 'A program that signs people in through Labseat.' })
export type Client = z.infer<typeof client>

export const maxRedirectUris = 10
const uris = z
  .array(redirectUri)
  .max(maxRedirectUris)
  .refine((list) => new Set(list).size === list.length, message('unique'))

const fields = {
  name: line(1, 60),
  redirectUris: uris.min(1, message('atLeastOne')),
  logoutUris: uris,
  audience,
  eventId: id.nullable(),
}

const hasEventWhereNeeded = ({ audience: who, eventId }: { audience: Audience; eventId: string | null }) =>
  (who === 'event') === (eventId !== null)

export const clientInput = z
  .strictObject({ ...fields, logoutUris: uris.default([]), eventId: id.nullable().default(null) })
  .refine(hasEventWhereNeeded, { path: ['eventId'], message: message('clientEvent') })
  .meta({ id: 'ClientInput' })
export type ClientInput = z.infer<typeof clientInput>

const clientChange = z.strictObject(fields).partial().meta({ id: 'ClientChange' })

const clientWithSecret = client
  .extend({ secret: z.string().meta({ description: 'Labseat keeps only a digest of it. Store it now.' }) })
  .meta({ id: 'ClientWithSecret' })

const params = z.strictObject({ clientId: id })

export const clientsCreate = operation({
  id: 'clients-create',
  method: 'post',
  path: '/v1/clients',
  summary: 'Registers a program that signs people in through Labseat. Only this response has its secret.',
  access: 'role',
  limit: 'publish',
  body: clientInput,
  responses: { 201: clientWithSecret },
  problems: ['too-many-clients'],
})

export const clientsList = operation({
  id: 'clients-list',
  method: 'get',
  path: '/v1/clients',
  summary: 'The caller’s clients, newest first. Admins get the clients of everybody.',
  access: 'role',
  limit: 'read',
  query: page,
  responses: { 200: listOf(client) },
})

export const clientsGet = operation({
  id: 'clients-get',
  method: 'get',
  path: '/v1/clients/{clientId}',
  summary: 'One client, without its secret.',
  access: 'role',
  limit: 'read',
  params,
  responses: { 200: client },
  problems: ['not-found'],
})

export const clientsUpdate = operation({
  id: 'clients-update',
  method: 'patch',
  path: '/v1/clients/{clientId}',
  summary: 'Changes a client. Labseat itself changes the client of a cluster.',
  access: 'role',
  limit: 'write',
  params,
  body: clientChange,
  responses: { 200: client },
  problems: ['not-found', 'client-of-cluster'],
})

export const clientsRotate = operation({
  id: 'clients-rotate',
  method: 'post',
  path: '/v1/clients/{clientId}/rotate',
  summary: 'Replaces the secret. The old one ends at once, and only this response has the new one.',
  access: 'role',
  limit: 'write',
  params,
  responses: { 200: clientWithSecret },
  problems: ['not-found', 'client-of-cluster'],
})

export const clientsDelete = operation({
  id: 'clients-delete',
  method: 'delete',
  path: '/v1/clients/{clientId}',
  summary: 'Deletes a client. Nobody can sign in there from then on, and its tokens end.',
  access: 'role',
  limit: 'write',
  params,
  responses: { 204: null },
  problems: ['not-found', 'client-of-cluster'],
})
