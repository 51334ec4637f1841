import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

type ContentHeaders = { type: string; encoding: string }
const contentHeaders = new WeakMap<IncomingMessage, ContentHeaders>()

/**
 * functions-framework parses bodies before it calls a function: it accepts up to 1 GB, unpacks gzip, and replies to malformed JSON with
 * Express's error page. Hiding the content headers makes it pass on the raw bytes, which the endpoint then checks.
 * The framework still parses Pub/Sub's pushes (no /v1/).
 */
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage }
  if (!request.url?.startsWith('/v1/')) return
  contentHeaders.set(request, {
    type: String(request.headers['content-type'] ?? ''),
    encoding: String(request.headers['content-encoding'] ?? ''),
  })
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
export const bodyOf = (
  request: IncomingMessage & { rawBody?: Buffer },
): ContentHeaders & { bytes: Buffer } => ({
  ...(contentHeaders.get(request) ?? {
    type: String(request.headers['content-type'] ?? ''),
    encoding: String(request.headers['content-encoding'] ?? ''),
  }),
  bytes: request.rawBody ?? Buffer.alloc(0),
})
