import { generateKeyPairSync, type KeyObject, randomBytes, verify } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Credentials } from './credentials.ts'

const maxTtlMs = 3_600_000

const isSignedWith = (publicKey: KeyObject, assertion: string): boolean => {
  const [header = '', claims = '', signature = ''] = assertion.split('.')
  const signed = Buffer.from(`${header}.${claims}`)
  return verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url'))
}

/** https://datatracker.ietf.org/doc/html/rfc6749#section-5.1 */
const toTokenReply = (accessToken: string | undefined, renewAt: number) => {
  const ttlMs = Math.min(renewAt - Date.now(), maxTtlMs)
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: Math.max(Math.floor(ttlMs / 1000), 1),
  }
}

/**
 * Writes a key file from which Google's SDKs get and renew tokens. They request tokens from the `token_uri` of the file, so it names the
 * runner, which replies with the account's short-lived token. The key exists for this run only, and Google does not know it.
 */
export const serveGoogleCredentials = async (folder: string, credentials: Credentials) => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const assertion = new URLSearchParams(body).get('assertion') ?? ''
    response.setHeader('content-type', 'application/json')
    if (!isSignedWith(publicKey, assertion)) return response.writeHead(401).end('{"error":"invalid_grant"}')
    try {
      const { accessToken } = await credentials.get()
      response.end(JSON.stringify(toTokenReply(accessToken, credentials.renewAt())))
    } catch {
      response.writeHead(400)
      response.end('{"error":"invalid_grant","error_description":"The runner has no token."}')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  const { port } = server.address() as AddressInfo
  const file = join(folder, 'google-credentials.json')
  const key = {
    type: 'service_account',
    private_key_id: randomBytes(20).toString('hex'),
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: 'runner@labseat.invalid',
    token_uri: `http://127.0.0.1:${port}/token`,
  }
  writeFileSync(file, JSON.stringify(key), { mode: 0o600 })
  return { file, close: () => server.close() }
}
