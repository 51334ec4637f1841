import { config } from '../config.ts'

/** `reason` is the code of Identity Toolkit: `INVALID_PASSWORD`, `TOO_MANY_ATTEMPTS_TRY_LATER`. */
export class IdentityToolkitError extends Error {
  readonly reason: string

  constructor(method: string, message: string) {
    super(`Identity Toolkit ${method}: ${message}`)
    this.reason = message.split(/[\s:]/, 1)[0]!
  }
}

/**
 * Calls Identity Toolkit as a client, with the public key
 * (https://cloud.google.com/identity-platform/docs/reference/rest/v1/accounts). @throws IdentityToolkitError
 */
export const callIdentityToolkit = async (
  method: string,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> => {
  const response = await fetch(`${config.authHost}/v1/accounts:${method}?key=${config.apiKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  const answer = (await response.json()) as { error?: { message?: string } }
  if (!response.ok) throw new IdentityToolkitError(method, answer.error?.message ?? String(response.status))
  return answer
}
