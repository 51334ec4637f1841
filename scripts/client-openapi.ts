import { oidcPath } from '../contract/oidc.ts'

type Node = Record<string, unknown>
type Document = Node & { components: Node; paths: Node; tags: { name: string }[] }

/** Without the routes of OpenID Connect, which has a description for itself at its discovery address. */
export const withoutProtocols = (document: unknown): Document => {
  const { paths, tags, ...fields } = document as Document
  return {
    ...fields,
    tags: tags.filter(({ name }) => name !== 'oidc'),
    paths: Object.fromEntries(Object.entries(paths).filter(([path]) => !path.startsWith(`${oidcPath}/`))),
  }
}

const isGateway = (key: string) => key.startsWith('x-google-')

const withoutGateway = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(withoutGateway)
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => (isGateway(key) ? [] : [[key, withoutGateway(value)]])),
  )
}

/**
 * openapi.yaml as API clients need it. Cloud Endpoints wants its own extensions and an OAuth scheme; clients send a bearer token.
 *
 * @param document the parsed openapi.yaml
 * @param serverUrl where this API answers
 */
export const clientOpenapi = (document: unknown, serverUrl: string): Document => {
  const { components, ...top } = withoutGateway(withoutProtocols(document)) as Document
  return {
    ...top,
    servers: [{ url: serverUrl }],
    components: {
      ...components,
      securitySchemes: {
        firebase: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A Firebase ID token, as `Authorization: Bearer`.',
        },
      },
    },
  }
}
