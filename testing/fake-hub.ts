import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type FakeToken = { id: string; note: string; expiresIn: number; user: string; token: string }

/**
 * A program that answers as JupyterHub's REST API does, for the calls that Labseat makes while an organiser helps. Every user has a server that
 * runs. `rules.beforeToken` runs before a token exists, and `rules.isDown` refuses every request.
 */
export const startFakeHub = async () => {
  const tokens: FakeToken[] = []
  const rules: { isDown: boolean; hasServer: boolean; beforeToken: () => Promise<void> } = {
    isDown: false,
    hasServer: true,
    beforeToken: async () => {},
  }
  let count = 0
  const answer = async (
    method: string,
    path: string,
    body: string,
  ): Promise<[status: number, body?: object]> => {
    if (rules.isDown) return [500, { message: 'Unhandled error' }]
    const [, user = '', part, id] =
      /^\/lab\/hub\/api\/users\/([^/]+)(?:\/(\w+))?(?:\/(\w+))?$/.exec(path) ?? []
    if (!part) {
      const servers = rules.hasServer ? { '': { ready: true, started: new Date().toISOString() } } : {}
      return [200, { name: user, servers }]
    }
    if (part !== 'tokens') return [404, { message: 'Not found' }]
    if (method === 'GET') return [200, { api_tokens: tokens.filter((token) => token.user === user) }]
    if (method === 'DELETE') {
      const index = tokens.findIndex((token) => token.user === user && token.id === id)
      if (index === -1) return [404, { message: 'No such token' }]
      tokens.splice(index, 1)
      return [204]
    }
    await rules.beforeToken()
    const { note, expires_in: expiresIn } = JSON.parse(body)
    count++
    const token = { id: `a${count}`, note, expiresIn, user, token: `secret-of-the-test-${count}` }
    tokens.push(token)
    return [201, token]
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      void answer(request.method!, request.url!, Buffer.concat(chunks).toString()).then(([status, body]) =>
        response
          .writeHead(status, { 'content-type': 'application/json', 'x-jupyterhub-version': '5.2.1' })
          .end(body && JSON.stringify(body)),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lab/`,
    /** The tokens that open a server now. */
    tokens,
    rules,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
export type FakeHub = Awaited<ReturnType<typeof startFakeHub>>
