import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

type ContentHeaders = { type: string; encoding: string }
/** The client's headers are a property of the request, so that a second copy of this module finds them. */
const contentHeaders: unique symbol = Symbol.for('labseat.contentHeaders')
type Received = IncomingMessage & { [contentHeaders]?: ContentHeaders }

/**
 * functions-framework parses bodies before it calls a function: it accepts up to 1 GB, unpacks gzip, and replies to malformed JSON with
 * Express's error page. Hiding the content headers makes it pass on the raw bytes, which the endpoint then checks.
 * The framework still parses Pub/Sub's pushes (no /v1/).
 */
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: Received }
  if (!request.url?.startsWith('/v1/') || request[contentHeaders]) return
  request[contentHeaders] = {
    type: String(request.headers['content-type'] ?? ''),
    encoding: String(request.headers['content-encoding'] ?? ''),
  }
  request.headers['content-type'] = 'application/octet-stream'
  delete request.headers['content-encoding']
  // For a path that it can't decode, Express sends a page with its stack. With `%` escaped, the path names an unknown id.
  if (!isDecodable(request.url)) request.url = request.url.replaceAll('%', '%25')
})

const isDecodable = (url: string): boolean => {
  try {
    return Boolean(decodeURIComponent(url.split('?')[0]!))
  } catch {
    return false
  }
}

/** The raw bytes of the body, and the client's content headers. */
export const bodyOf = (request: Received & { rawBody?: Buffer }): ContentHeaders & { bytes: Buffer } => ({
  ...(request[contentHeaders] ?? {
    type: String(request.headers['content-type'] ?? ''),
    encoding: String(request.headers['content-encoding'] ?? ''),
  }),
  bytes: request.rawBody ?? Buffer.alloc(0),
})
