import * as z from 'zod'
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiResponseObject,
} from 'zod-openapi'
import { operations } from '../contract/index.ts'
import { type Limit, limits, type OperationLimit } from '../contract/limits.ts'
import { oidcProvider, type ProtocolRoute, protocolRoutes } from '../contract/oidc.ts'
import { type Operation, xlsxType } from '../contract/operation.ts'
import { type ProblemCode, problem, problems } from '../contract/problems.ts'
import { grants, isAction } from '../domain/roles.ts'
import packageJson from '../package.json' with { type: 'json' }

/** Where a deployment lives. Cloud Run gives each function https://NAME-PROJECT_NUMBER.REGION.run.app. */
export type Place = { readonly projectId: string; readonly projectNumber: string; readonly region: string }
export const placeholders: Place = {
  projectId: 'PROJECT_ID',
  projectNumber: 'PROJECT_NUMBER',
  region: 'REGION',
}

export const functionUrl = (name: string, { projectNumber, region }: Place) =>
  `https://${name}-${projectNumber}.${region}.run.app`
/** The audience of the gateway's identity token. One for all functions: ESPv2 fetches a token for each audience before it listens. */
export const functionsAudience = ({ projectId }: Pick<Place, 'projectId'>) =>
  `https://functions.labseat.${projectId}.internal`
/** The name of the Endpoints service; as a host name it need not resolve. */
export const endpointsService = ({ projectId }: Place) => `labseat.endpoints.${projectId}.cloud.goog`

const needsSignIn = ({ access }: Operation) => access === 'user' || access === 'verified' || access === 'role'

/** Every problem code of this operation: from its access, its input and its own list. */
export const problemsOf = (operation: Operation): ProblemCode[] => {
  // Cloud Run itself sends these when no instance is free or an instance died.
  const codes = new Set<ProblemCode>(['rate-limited', 'internal', 'unavailable'])
  if (operation.id !== 'health-get') codes.add('invalid-input')
  if (operation.access !== 'public' || operation.fromApp) codes.add('unauthenticated')
  if (needsSignIn(operation)) codes.add('forbidden')
  if (needsSignIn(operation) && !operation.withoutProfile) codes.add('profile-required')
  if (operation.sensitive) codes.add('recent-sign-in-required')
  if (operation.access === 'role') codes.add('second-factor-required')
  if (operation.access === 'verified') codes.add('email-not-verified')
  if (operation.method !== 'get') codes.add('conflict').add('too-large').add('unsupported-media-type')
  if (operation.idempotent) codes.add('idempotency-mismatch')
  for (const code of operation.problems ?? []) codes.add(code)
  const order = Object.keys(problems)
  return [...codes].sort((a, b) => order.indexOf(a) - order.indexOf(b))
}

const responseDescriptions: Record<number, string> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Accepted. It is processed a moment later.',
  204: 'Done. There is no body.',
  303: 'The browser continues at the address in `Location`.',
}

const problemResponse = (status: number): ZodOpenApiResponseObject => {
  const codes = Object.entries(problems).filter(([, [its]]) => its === status)
  return {
    id: `Problem${status}`,
    description: codes.map(([code, [, title]]) => `\`${code}\`: ${title}.`).join(' '),
    ...(status === 429 && {
      headers: z.object({ 'Retry-After': z.int().min(1).meta({ description: 'Seconds to wait.' }) }),
    }),
    content: { 'application/problem+json': { schema: problem } },
  }
}
const problemResponses = new Map(
  [...new Set(Object.values(problems).map(([status]) => status))].map((its) => [its, problemResponse(its)]),
)

const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .meta({
    param: {
      id: 'IdempotencyKey',
      description:
        'For 24 hours, the same key with the same body returns the first response. With another body the request is refused.',
    },
  })

const appCheckToken = z
  .string()
  .optional()
  .meta({
    param: {
      id: 'AppCheckToken',
      description: 'A Firebase App Check token. Required where the deployment has App Check on.',
    },
  })

/** The roles that domain/roles.ts grants this operation to. */
const rolesText = ({ id }: Operation): string => {
  const roles = isAction(id) ? grants[id].roles : []
  return `For people whose role is ${roles.map((role) => `\`${role}\``).join(' or ')}.`
}

const accessText: Record<Exclude<Operation['access'], 'role'>, string> = {
  public: 'For everybody.',
  recognised: 'For everybody. A caller with `Authorization: Bearer` is recognised.',
  user: 'For people who are signed in.',
  verified: 'For people who are signed in and have confirmed their e-mail address.',
  runner: 'For Labseat’s own jobs, by their Google identity and the secret of their run.',
}

const sensitiveText = ({ sensitive }: Operation) =>
  sensitive ? ' Needs a sign-in of the last 15 minutes.' : ''

const limitText = ({ limit }: Pick<Operation, 'limit'>) => {
  if (limit === 'none') return ''
  const { person, address }: OperationLimit = limits[limit]
  const text = ({ max, seconds }: Limit, by: string) =>
    ` At most ${max} in ${seconds} seconds from one ${by}.`
  return (person ? text(person, 'person') : '') + text(address, 'address')
}

const responses = (operation: Operation): NonNullable<ZodOpenApiOperationObject['responses']> => {
  const replies = Object.entries(operation.responses).map(([status, schema]) => [
    status,
    {
      description: responseDescriptions[Number(status)] ?? 'Done.',
      ...(schema && {
        content: {
          ...(operation.image
            ? { 'image/webp': { schema: { type: 'string', format: 'binary' } } }
            : { [operation.calendar ? 'text/calendar' : 'application/json']: { schema } }),
          ...(operation.csv && { 'text/csv': { schema: { type: 'string' } } }),
          ...(operation.xlsx && { [xlsxType]: { schema: { type: 'string', format: 'binary' } } }),
        },
      }),
    },
  ])
  const statuses = new Set(problemsOf(operation).map((code) => problems[code][0]))
  return Object.fromEntries([
    ...replies,
    ...[...statuses].map((status) => [status, problemResponses.get(status)]),
  ])
}

const describe = (operation: Operation): ZodOpenApiOperationObject => {
  const resource = operation.id.split('-', 1)[0]!
  const requestParams = {
    ...(operation.params && { path: operation.params }),
    ...(operation.query && { query: operation.query }),
    ...((operation.idempotent || operation.fromApp) && {
      header: z.object({
        ...(operation.idempotent && { 'Idempotency-Key': idempotencyKey }),
        ...(operation.fromApp && { 'X-Firebase-AppCheck': appCheckToken }),
      }),
    }),
  }
  return {
    operationId: operation.id,
    tags: [resource],
    summary: operation.summary,
    description: `${operation.access === 'role' ? rolesText(operation) : accessText[operation.access]}${sensitiveText(operation)}${limitText(operation)} Problems: ${problemsOf(
      operation,
    )
      .map((code) => `\`${code}\``)
      .join(', ')}.`,
    security: needsSignIn(operation) ? [{ firebase: [] }] : [],
    ...(Object.keys(requestParams).length > 0 && { requestParams }),
    ...(operation.body && {
      requestBody: { required: true, content: { 'application/json': { schema: operation.body } } },
    }),
    responses: responses(operation),
    'x-google-backend': operation.id,
  }
}

/** A route of a protocol. Its answers are the protocol's, so only their statuses are listed. */
const describeRoute = ({
  id,
  summary,
  limit,
  params = [],
  takesForm,
}: ProtocolRoute): ZodOpenApiOperationObject => ({
  operationId: id,
  tags: ['oidc'],
  summary,
  description: `A route of OpenID Connect, for browsers and for clients that find it by discovery.${limitText({ limit })}`,
  security: [],
  ...(params.length > 0 && {
    requestParams: { path: z.object(Object.fromEntries(params.map((name) => [name, z.string()]))) },
  }),
  ...(takesForm && {
    requestBody: { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } },
  }),
  responses: {
    '200': { description: 'The answer of the protocol.' },
    '303': { description: 'The browser continues elsewhere.' },
    '4XX': { description: 'An error of the protocol, or a problem of Labseat.' },
  },
  'x-google-backend': oidcProvider,
})

/** The functions that the gateway calls. */
const backendNames = [...operations.map(({ id }) => id), oidcProvider]

/** Leaves out redundant keywords: the bounds of exact integers, patterns beside a format, `additionalProperties` in responses. */
const dropRedundantKeywords: ZodOpenApiOverride = ({ jsonSchema, zodSchema, io }) => {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.format) delete jsonSchema.pattern
  const { def } = zodSchema._zod
  if (io === 'output' && def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties
}

/**
 * OpenAPI 3.0 allows `nullable` only beside `type`, so a nullable reference becomes a copy of its schema. A single reference in `allOf` is
 * unwrapped.
 */
const inlineReferences = (node: unknown, schemas: Record<string, object>): unknown => {
  if (Array.isArray(node)) return node.map((item) => inlineReferences(item, schemas))
  if (node === null || typeof node !== 'object') return node
  const { allOf, nullable, ...otherKeys } = node as { allOf?: [{ $ref: string }]; nullable?: boolean }
  if (allOf?.length === 1) {
    const [{ $ref }] = allOf
    const name = $ref.replace('#/components/schemas/', '')
    return nullable ? { ...schemas[name], nullable, ...otherKeys } : { $ref }
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, inlineReferences(value, schemas)]),
  )
}

/**
 * The OpenAPI document for Cloud Endpoints. Extensions:
 * https://docs.cloud.google.com/endpoints/docs/openapi/oasv3-extensions (backends, x-google-backend),
 * …/support-cors (x-google-endpoint.allowCors), …/authenticating-users-firebase (the `firebase` scheme, x-google-auth).
 */
export const openapi = (place: Place) => {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const operation of operations) {
    paths[operation.path] ??= {}
    paths[operation.path]![operation.method] = describe(operation)
  }
  for (const route of protocolRoutes as readonly ProtocolRoute[]) {
    paths[route.path] ??= {}
    paths[route.path]![route.method] = describeRoute(route)
  }
  const { 'x-google-api-management': management, ...document } = createDocument(
    {
      openapi: '3.0.3',
      info: {
        title: 'Labseat',
        version: packageJson.version,
        description: 'Hands-on events: seats without overselling, and a lab for each of them.',
        license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      },
      servers: [
        { url: `https://${endpointsService(place)}`, 'x-google-endpoint': { allowCors: true } },
        { url: 'http://localhost:5001', description: '`npm start`' },
      ],
      tags: [...new Set([...operations.map(({ id }) => id.split('-', 1)[0]!), 'oidc'])].map((name) => ({
        name,
      })),
      'x-google-api-management': {
        // jwtAudience makes the gateway send its own identity token, on public operations and preflights too:
        // functions accept no other caller. The caller's token moves to X-Forwarded-Authorization.
        backends: Object.fromEntries(
          backendNames.map((name) => [
            name,
            {
              address: functionUrl(name, place),
              jwtAudience: functionsAudience(place),
              pathTranslation: 'APPEND_PATH_TO_ADDRESS',
              deadline: 30,
            },
          ]),
        ),
      },
      paths,
      components: {
        securitySchemes: {
          firebase: {
            type: 'oauth2',
            description: 'A Firebase ID token, as `Authorization: Bearer`.',
            flows: { implicit: { authorizationUrl: '', scopes: {} } },
            'x-google-auth': {
              issuer: `https://securetoken.google.com/${place.projectId}`,
              jwksUri:
                'https://www.googleapis.com/service_accounts/v1/metadata/x509/securetoken@system.gserviceaccount.com',
              audiences: [place.projectId],
            },
          },
        },
      },
    },
    { override: dropRedundantKeywords },
  )
  return inlineReferences(
    { ...document, 'x-google-api-management': management },
    (document.components?.schemas ?? {}) as Record<string, object>,
  )
}
