import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'

/** An answer is data: no browser may guess its type, run it or frame it, or ask for it without TLS. A picture replaces the policy. */
const headers = {
  'X-Content-Type-Options': 'nosniff',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
} as const

/** functions-framework and Express answer some requests before any function of ours runs, so the headers are set when a request begins. */
subscribe('http.server.request.start', (message) => {
  const { response } = message as { response: ServerResponse }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
})
