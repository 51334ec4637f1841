import { generateKeyPairSync, randomBytes, verify } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Credentials } from './credentials.ts'

/**
 * Google's libraries renew what a service account's key file gives them, and ask where the file says. So this file has a key that was made
 * for this run alone, opens nothing at Google, and sends them to the runner, which gives the account's own short-lived token.
 */
export const googleCredentials = async (folder: string, credentials: Credentials) => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const assertion = new URLSearchParams(body).get('assertion') ?? ''
    const [header = '', claims = '', signature = ''] = assertion.split('.')
    const ours = verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${claims}`),
      publicKey,
      Buffer.from(signature, 'base64url'),
    )
    response.setHeader('content-type', 'application/json')
    if (!ours) return response.writeHead(401).end('{"error":"invalid_grant"}')
    try {
      const { accessToken } = await credentials.get()
      const seconds = Math.max(
        Math.floor((Math.min(credentials.renewAt(), Date.now() + 3_600_000) - Date.now()) / 1000),
        1,
      )
      response.end(JSON.stringify({ access_token: accessToken, token_type: 'Bearer', expires_in: seconds }))
    } catch {
      response
        .writeHead(400)
        .end('{"error":"invalid_grant","error_description":"The runner has no token to give."}')
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
