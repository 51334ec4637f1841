import type { Answer, Handler, Request } from './double.ts'
import type { GoogleWorld } from './google-world.ts'

/** https://cloud.google.com/apis/design/errors */
export const refusal = (code: number, status: string, message: string, details?: unknown[]): Answer => ({
  status: code,
  json: { error: { code, message, status, ...(details && { details }) } },
})

export const deny = (message: string): Answer => refusal(403, 'PERMISSION_DENIED', message)

export const apiDisabled = (api: string, number: string): Answer =>
  refusal(
    403,
    'PERMISSION_DENIED',
    `${api} API has not been used in project ${number} before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/overview?project=${number} then retry.`,
    [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'SERVICE_DISABLED',
        domain: 'googleapis.com',
      },
    ],
  )

/** Refuses a caller without a token of an enabled service account. */
export const asAccount =
  ({ tokens, accounts }: GoogleWorld, handle: (request: Request, email: string) => Answer): Handler =>
  (request) => {
    const email = tokens.bearer(request.headers.authorization)
    const account = email && accounts.get(email)
    if (!account || account.disabled || account.deleted)
      return refusal(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.')
    return handle(request, email)
  }
