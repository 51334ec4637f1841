import { azureGrants } from '../../../domain/cloud-permissions.ts'
import type { AzureWorld } from './azure-world.ts'
import type { Answer, Handler, Request } from './double.ts'

export const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  json: { error: { code, message } },
})
export const unknownToken = refusal(401, 'InvalidAuthenticationToken', 'The access token is invalid.')

/** The application that a token for Resource Manager belongs to. */
export const findApplication = ({ tokens }: AzureWorld, { headers }: Request) => {
  const bearer = tokens.bearer(headers.authorization)
  return bearer?.scope === 'https://management.azure.com/.default' ? bearer.application : undefined
}

type SubscriptionHandler = (request: Request & { subscription: string }) => Answer
export type Authorize = (action: string, handle: SubscriptionHandler) => Handler

/** Makes a wrapper for handlers. It refuses a caller who has no grant for the action on the path's subscription. */
export const createAuthorize =
  (world: AzureWorld): Authorize =>
  (action, handle) =>
  (request) => {
    const application = findApplication(world, request)
    if (!application) return unknownToken
    const subscription = request.params.subscription!.toLowerCase()
    const grants = application.grants[subscription]
    if (!grants || !world.subscriptions.has(subscription))
      return refusal(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`)
    if (!azureGrants(grants, action))
      return refusal(
        403,
        'AuthorizationFailed',
        `The client does not have authorization to perform action '${action}' over scope '/subscriptions/${subscription}' or the scope is invalid.`,
      )
    return handle({ ...request, subscription })
  }
