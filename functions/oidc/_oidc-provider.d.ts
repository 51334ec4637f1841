// The parts of oidc-provider that functions/oidc uses. The package has no types.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  /** A stored code, token, session, grant or interaction. */
  export type Payload = {
    jti?: string
    uid?: string
    kind?: string
    accountId?: string
    grantId?: string
    exp?: number
    consumed?: unknown
    [key: string]: unknown
  }
  export interface Adapter {
    upsert(id: string, payload: Payload, expiresInSeconds: number): Promise<void>
    find(id: string): Promise<Payload | undefined>
    findByUid(uid: string): Promise<Payload | undefined>
    findByUserCode(userCode: string): Promise<undefined>
    consume(id: string): Promise<void>
    destroy(id: string): Promise<void>
    revokeByGrantId(grantId: string): Promise<void>
  }
  export type Token = {
    kind?: string
    accountId?: string
    clientId?: string
    iat?: number
    /** Of a refresh token: when the first one of its sign-in was issued. */
    iiat?: number
    amr?: string[]
    extra?: { amr?: string[] }
  }
  export type Client = { clientId: string; clientSecret: string }
  export type Context = {
    path: string
    type: string
    body: unknown
    status: number
    remove(header: string): void
    oidc: {
      client?: Client
      session?: { amr?: string[] }
      entities: { AuthorizationCode?: Token; RefreshToken?: Token }
    }
  }
  export type Interaction = {
    uid: string
    params: Record<string, unknown>
    exp: number
    iat?: number
  }
  export class Grant {
    constructor(input: { accountId: string; clientId: string })
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }
  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    proxy: boolean
    Grant: typeof Grant
    Client: {
      prototype: { clientSecret: string; compareClientSecret(actual: string): boolean }
      find(id: string): Promise<Client | undefined>
    }
    IdToken: { validate(token: string, client: Client): Promise<unknown> }
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void
    on(event: string, listener: (context: Context, error: Error) => void): void
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Record<string, unknown>,
      options?: { mergeWithLastSubmission?: boolean },
    ): Promise<void>
  }
  export namespace errors {
    class InvalidGrant extends Error {
      constructor(detail: string)
    }
    class SessionNotFound extends Error {}
  }
}
