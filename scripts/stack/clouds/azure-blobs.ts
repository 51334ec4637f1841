import { azureGrants } from '../../../domain/cloud-permissions.ts'
import type { AzureWorld } from './azure-world.ts'
import type { Answer, Request, Routes } from './double.ts'

const xml = (status: number, content: string): Answer => ({
  status,
  text: `<?xml version="1.0" encoding="utf-8"?>${content}`,
  headers: { 'content-type': 'application/xml' },
})
const refusal = (status: number, code: string, message: string): Answer => ({
  ...xml(status, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`),
  headers: { 'content-type': 'application/xml', 'x-ms-error-code': code },
})

/** Blob Storage: https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api */
export const blobRoutes = ({ storageAccounts, tokens }: AzureWorld): Routes => {
  /** One page of a list, and the element with the cursor of the next page. */
  const cutPage = <T>(all: T[], query: URLSearchParams): [T[], string] => {
    const from = Number(query.get('marker') ?? 0)
    const to = from + Number(query.get('maxresults') ?? 5000)
    return [all.slice(from, to), `<NextMarker>${to < all.length ? to : ''}</NextMarker>`]
  }
  const authorize = ({ params, headers }: Request, action: string, kind: 'actions' | 'dataActions') => {
    const bearer = tokens.bearer(headers.authorization)
    const account = storageAccounts.get(params.account ?? '')
    if (bearer?.scope !== 'https://storage.azure.com/.default')
      return {
        refused: refusal(401, 'InvalidAuthenticationInfo', 'Server failed to authenticate the request.'),
      }
    if (!account)
      return { refused: refusal(404, 'ResourceNotFound', 'The specified resource does not exist.') }
    const grants = bearer.application.grants[account.subscription] ?? []
    const granted = grants.map((grant) => ({ actions: grant[kind], notActions: grant.notActions }))
    if (!azureGrants(granted, action))
      return {
        refused: refusal(
          403,
          'AuthorizationPermissionMismatch',
          'This request is not authorized to perform this operation.',
        ),
      }
    return { account }
  }
  return {
    'GET /blobs/{account}/{container}': (request) => {
      const { account, refused } = authorize(
        request,
        'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
        'dataActions',
      )
      if (!account) return refused
      const blobs = account.containers.get(request.params.container!)
      if (!blobs) return refusal(404, 'ContainerNotFound', 'The specified container does not exist.')
      const prefix = request.query.get('prefix') ?? ''
      const names = new Set(
        blobs
          .filter(({ name }) => name.startsWith(prefix))
          .map(({ name }) => name.slice(0, name.indexOf('/', prefix.length) + 1) || name),
      )
      const [page, next] = cutPage([...names].sort(), request.query)
      const entries = page.map((name) => {
        const blob = blobs.find((stored) => stored.name === name)
        return blob
          ? `<Blob><Name>${name}</Name><Properties><Last-Modified>${blob.modified}</Last-Modified><Etag>0x1</Etag><Content-Length>${blob.size}</Content-Length><BlobType>BlockBlob</BlobType></Properties></Blob>`
          : `<BlobPrefix><Name>${name}</Name></BlobPrefix>`
      })
      return xml(
        200,
        `<EnumerationResults ServiceEndpoint="${request.origin}" ContainerName="${request.params.container}"><Prefix>${prefix}</Prefix><Delimiter>/</Delimiter><Blobs>${entries.join('')}</Blobs>${next}</EnumerationResults>`,
      )
    },
    'GET /blobs/{account}/': (request) => listContainers(request),
    'GET /blobs/{account}': (request) => listContainers(request),
  }

  function listContainers(request: Request): Answer {
    const { account, refused } = authorize(
      request,
      'Microsoft.Storage/storageAccounts/blobServices/containers/read',
      'actions',
    )
    if (!account) return refused
    const prefix = request.query.get('prefix') ?? ''
    const names = [...account.containers.keys()].filter((name) => name.startsWith(prefix)).sort()
    const [page, next] = cutPage(names, request.query)
    const entries = page.map(
      (name) =>
        `<Container><Name>${name}</Name><Properties><Last-Modified>Thu, 01 Jan 2026 10:00:00 GMT</Last-Modified><Etag>0x1</Etag></Properties></Container>`,
    )
    return xml(
      200,
      `<EnumerationResults ServiceEndpoint="${request.origin}"><Containers>${entries.join('')}</Containers>${next}</EnumerationResults>`,
    )
  }
}
