import { convertV2 } from 'openapi-to-postmanv2'
import { clientOpenapi } from './client-openapi.ts'

type Node = Record<string, unknown>
type Variable = { key: string; value: string }
export type PostmanRequest = {
  method: string
  url: { path: string[]; host: string[]; query: (Variable & { disabled?: boolean })[]; variable: Variable[] }
  header: (Variable & { disabled?: boolean })[]
  body?: { mode: 'raw'; raw: string }
  auth?: Node | null
}
export type PostmanItem = { name: string; request: PostmanRequest }
export type PostmanCollection = {
  info: Node
  auth: Node
  variable: Variable[]
  item: { name: string; item: PostmanItem[] }[]
}

export const collectionPath = 'docs/postman/labseat.postman_collection.json'
export const environmentPath = 'docs/postman/labseat.postman_environment.json'

/** The converter invents a text for each pattern and chooses a value of each enum at random. Without them its placeholders are always the same. */
const withoutChoices = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(withoutChoices)
  if (node === null || typeof node !== 'object') return node
  const { pattern: _pattern, enum: values, ...fields } = node as Node
  return {
    ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, withoutChoices(value)])),
    ...(values !== undefined && {
      enum: Array.isArray(values) ? values.slice(0, 1) : withoutChoices(values),
    }),
  }
}

const convert = (document: object): Promise<PostmanCollection> =>
  new Promise((resolve, reject) => {
    const options = {
      folderStrategy: 'Tags',
      parametersResolution: 'Schema',
      optimizeConversion: true,
      enableOptionalParameters: false,
    }
    convertV2({ type: 'json', data: document }, options, (error, { result, reason, output }) => {
      if (error || !result || !output?.[0]) return reject(error ?? new Error(`No collection: ${reason}`))
      resolve(output[0].data as PostmanCollection)
    })
  })

/** Leaves out random ids and example responses. Ids in paths come from the environment. */
const toRequest = ({ name, request }: PostmanItem, isPublic: boolean): PostmanItem => {
  const { method, url, header, body } = request
  return {
    name,
    request: {
      ...(request as object),
      method,
      url: { ...url, variable: url.variable.map(({ key }) => ({ key, value: `{{${key}}}` })) },
      header,
      ...(body?.raw ? { body: { mode: 'raw', raw: body.raw } } : { body: undefined }),
      auth: isPublic ? { type: 'noauth' } : undefined,
    },
  }
}

/** `POST /v1/events/{eventId}/registrations` of a request. */
export const operationOf = ({ request: { method, url } }: PostmanItem): string =>
  `${method} /${url.path.map((part) => part.replace(/^:(.*)$/, '{$1}')).join('/')}`

const publicOperationsIn = (document: Node): Set<string> =>
  new Set(
    Object.entries(document.paths as Record<string, Record<string, { security?: unknown[] }>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).flatMap(([method, { security }]) =>
          security?.length === 0 ? [`${method.toUpperCase()} ${path}`] : [],
        ),
    ),
  )

const placeholdersIn = (folders: PostmanCollection['item']): string[] => {
  const variables = folders.flatMap(({ item }) => item.flatMap(({ request }) => request.url.variable))
  return [...new Set(variables.map(({ key }) => key))].sort()
}

/**
 * A Postman collection with a request for each operation, and its environment: the address, a token and the ids in paths.
 *
 * @param document the parsed openapi.yaml
 * @returns the text of each file by its path
 */
export const postmanFiles = async (document: unknown): Promise<Record<string, string>> => {
  const client = clientOpenapi(document, 'http://localhost:5001')
  const converted = await convert(withoutChoices(client) as object)
  const { _postman_id: _random, ...info } = converted.info
  const publicOperations = publicOperationsIn(client)
  const folders = converted.item.map(({ name, item }) => ({
    name,
    item: item.map((request) => toRequest(request, publicOperations.has(operationOf(request)))),
  }))
  const collection: PostmanCollection = {
    info,
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: [],
    item: folders,
  }
  const values = ['baseUrl', 'token', ...placeholdersIn(folders)].map((key) => ({
    key,
    value: key === 'baseUrl' ? 'http://localhost:5001' : '',
    type: key === 'token' ? 'secret' : 'default',
    enabled: true,
  }))
  const environment = { name: 'Labseat', values, _postman_variable_scope: 'environment' }
  const toText = (value: object) => `${JSON.stringify(value, null, 2)}\n`
  return { [collectionPath]: toText(collection), [environmentPath]: toText(environment) }
}
