import type { KeyManagementServiceClient } from '@google-cloud/kms'
import { getOwnClient } from './own-identity.ts'
import { KeyServiceUnavailable, type KeyWrapper } from './vault.ts'

/** A call takes some 30 ms; what takes longer than this is down, and a person waits for it. In milliseconds. */
const timeoutMs = 3_000

/** Over REST the library's errors are those of HTTP; what it was asked and answered is in them too, and goes no further. */
type KmsError = { response?: { status?: number; data?: unknown }; code?: unknown; message?: string }

/** Google refuses to decrypt what was not encrypted with this key and this context; all else is trouble of the key or the way to it. */
const isRefusal = ({ response, message = '' }: KmsError): boolean =>
  response?.status === 400 && message.includes('INVALID_ARGUMENT')

/** Without a second try, and with an end: over REST the library's own `timeout` is not kept, and its `maxRetries` fails the second call. */
const callOnce = <T>(call: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () =>
      late.reject(new KeyServiceUnavailable(`Cloud KMS did not answer within ${timeoutMs / 1000} seconds.`)),
    timeoutMs,
  )
  return Promise.race([call, late.promise])
    .catch((error: KmsError) => {
      if (error instanceof KeyServiceUnavailable) throw error
      if (isRefusal(error))
        throw new Error('Cloud KMS refuses: this was not wrapped with this key for this account.')
      throw new KeyServiceUnavailable(
        `Cloud KMS does not help (${error.response?.status ?? error.code ?? 'no sense'}).`,
      )
    })
    .finally(() => clearTimeout(timer))
}

/** `projects/…/cryptoKeys/K/cryptoKeyVersions/7` */
const requireName = (name: string | null | undefined): string => {
  if (!name) throw new KeyServiceUnavailable('Cloud KMS did not say which version of the key it used.')
  return name
}

const requireBytes = (bytes: Uint8Array | string | null | undefined): Buffer => {
  if (!bytes?.length) throw new KeyServiceUnavailable('Cloud KMS answered without what it was asked for.')
  return Buffer.from(bytes as Uint8Array)
}

/**
 * Cloud KMS with a symmetric key, as the service account that Labseat runs as. Over REST, which loads and connects faster than gRPC for a
 * call now and then.
 *
 * @param key `projects/P/locations/L/keyRings/R/cryptoKeys/K`
 * @param endpoint where a double answers in place of https://cloudkms.googleapis.com
 */
export const createKmsWrapper = (key: string, endpoint?: URL): KeyWrapper => {
  let made: Promise<KeyManagementServiceClient> | undefined
  const client = (): Promise<KeyManagementServiceClient> => {
    made ??= Promise.all([import('@google-cloud/kms'), getOwnClient()]).then(
      ([{ KeyManagementServiceClient }, own]) =>
        new KeyManagementServiceClient({
          fallback: true,
          // Of another version of google-auth-library than the client's own, from which it wants `fetch` alone.
          authClient: own as never,
          ...(endpoint && {
            apiEndpoint: endpoint.hostname,
            port: Number(endpoint.port),
            protocol: endpoint.protocol.slice(0, -1),
          }),
        }),
    )
    return made
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
