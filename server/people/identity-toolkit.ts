import { config } from '../config.ts'

/** Why Identity Toolkit refused, in its own word: `INVALID_PASSWORD`, `TOO_MANY_ATTEMPTS_TRY_LATER`. */
export class IdentityToolkitError extends Error {
  readonly reason: string

  constructor(method: string, said: string) {
    super(`Identity Toolkit ${method}: ${said}`)
    this.reason = said.split(/[\s:]/, 1)[0]!
  }
}

/**
 * A call as a client makes it, with the public key
 * (https://cloud.google.com/identity-platform/docs/reference/rest/v1/accounts). Throws a `Refusal`.
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
