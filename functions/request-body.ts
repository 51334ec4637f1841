import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

type Declared = { type: string; encoding: string }
const declared = new WeakMap<IncomingMessage, Declared>()

/**
 * functions-framework parses bodies before a function is called: up to 1 GB, unpacking gzip, and answering malformed JSON itself with
 * Express's page. Hiding what the body is makes it hand the bytes over as they came; the endpoint then judges them.
 * Pub/Sub's pushes (no /v1/) are left to the framework.
 */
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage }
  if (!request.url?.startsWith('/v1/')) return
  declared.set(request, {
    type: String(request.headers['content-type'] ?? ''),
    encoding: String(request.headers['content-encoding'] ?? ''),
  })
  request.headers['content-type'] = 'application/octet-stream'
  delete request.headers['content-encoding']
  // Express answers an address it can't decode with a page that shows its stack. As text, it is an id that nothing has.
  if (!decodable(request.url)) request.url = request.url.replaceAll('%', '%25')
})

const decodable = (url: string): boolean => {
  try {
    return Boolean(decodeURIComponent(url.split('?')[0]!))
  } catch {
    return false
  }
}

/** The body's bytes as they came, and what the client said they are. */
export const bodyOf = (request: IncomingMessage & { rawBody?: Buffer }): Declared & { bytes: Buffer } => ({
  ...(declared.get(request) ?? {
    type: String(request.headers['content-type'] ?? ''),
    encoding: String(request.headers['content-encoding'] ?? ''),
  }),
  bytes: request.rawBody ?? Buffer.alloc(0),
})
