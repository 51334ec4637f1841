import type { KeyManagementServiceClient } from '@google-cloud/kms'
import { getOwnClient } from './own-identity.ts'
import { KeyServiceUnavailable, type KeyWrapper } from './vault.ts'
import { withinTimeout } from './within-timeout.ts'

/** A call takes about 30 ms. A person waits for it, so it times out early. */
const timeoutMs = 3_000

/** Over REST the library's errors are HTTP errors. They contain request and response, so they must not leave this file. */
type KmsError = { response?: { status?: number; data?: unknown }; code?: unknown; message?: string }

/** Google refuses to decrypt data of another key or context. Every other error is a failure of the service or the network. */
const isRefusal = ({ response, message = '' }: KmsError): boolean =>
  response?.status === 400 && message.includes('INVALID_ARGUMENT')

/** One attempt with a timeout. Over REST the library ignores its `timeout`, and its `maxRetries` makes the second call fail. */
const callOnce = <T>(call: Promise<T>): Promise<T> => {
  const createTimeout = () =>
    new KeyServiceUnavailable(`Cloud KMS did not answer within ${timeoutMs / 1000} seconds.`)
  return withinTimeout(call, timeoutMs, createTimeout).catch((error: KmsError) => {
    if (error instanceof KeyServiceUnavailable) throw error
    if (isRefusal(error))
      throw new Error('Cloud KMS refuses: the data was not wrapped with this key for this account.')
    throw new KeyServiceUnavailable(
      `Cloud KMS failed (${error.response?.status ?? error.code ?? 'unreadable response'}).`,
    )
  })
}

/** `projects/…/cryptoKeys/K/cryptoKeyVersions/7` */
const requireName = (name: string | null | undefined): string => {
  if (!name) throw new KeyServiceUnavailable('Cloud KMS did not return the key version.')
  return name
}

const requireBytes = (bytes: Uint8Array | string | null | undefined): Buffer => {
  if (!bytes?.length) throw new KeyServiceUnavailable('Cloud KMS returned no data.')
  return Buffer.from(bytes as Uint8Array)
}

/**
 * Wraps keys with a symmetric key of Cloud KMS, as Labseat's service account. It uses REST, which loads and connects faster than gRPC for
 * rare calls.
 *
 * @param key `projects/P/locations/L/keyRings/R/cryptoKeys/K`
 * @param endpoint of a test double, in place of https://cloudkms.googleapis.com
 */
export const createKmsWrapper = (key: string, endpoint?: URL): KeyWrapper => {
  let loaded: Promise<KeyManagementServiceClient> | undefined
  const client = (): Promise<KeyManagementServiceClient> => {
    loaded ??= Promise.all([import('@google-cloud/kms'), getOwnClient()]).then(
      ([{ KeyManagementServiceClient }, own]) =>
        new KeyManagementServiceClient({
          fallback: true,
          // The client has another google-auth-library version; it needs only `fetch`.
          authClient: own as never,
          ...(endpoint && {
            apiEndpoint: endpoint.hostname,
            port: Number(endpoint.port),
            protocol: endpoint.protocol.slice(0, -1),
          }),
        }),
    )
    return loaded
  }
  const once = { retry: null }
  const aad = (context: string) => Buffer.from(context)
  return {
    async wrap(dataKey, context) {
      const kms = await client()
      const [answer] = await callOnce(
        kms.encrypt({ name: key, plaintext: dataKey, additionalAuthenticatedData: aad(context) }, once),
      )
      return { wrapped: requireBytes(answer.ciphertext), keyVersion: requireName(answer.name) }
    },
    async unwrap(wrapped, context) {
      const kms = await client()
      const [answer] = await callOnce(
        kms.decrypt({ name: key, ciphertext: wrapped, additionalAuthenticatedData: aad(context) }, once),
      )
      return requireBytes(answer.plaintext)
    },
    async currentVersion() {
      const [answer] = await callOnce((await client()).getCryptoKey({ name: key }, once))
      return requireName(answer.primary?.name)
    },
  }
}
