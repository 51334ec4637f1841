import type { Plugin } from 'vite'

/** The day from which nobody should rely on the file. Move it once a year; security-txt.test.ts fails a month before. */
export const expiresOn = '2027-10-01'

const path = '.well-known/security.txt'

/**
 * Where to report a vulnerability (RFC 9116).
 *
 * @param contact a `mailto:` or `https:` address
 * @param site the origin of the web app, if it is known
 */
export const securityText = (contact: string, site?: string): string =>
  [
    `Contact: ${contact}`,
    `Expires: ${expiresOn}T00:00:00.000Z`,
    'Preferred-Languages: en',
    ...(site ? [`Canonical: ${site}/${path}`] : []),
  ]
    .join('\n')
    .concat('\n')

/** Adds the file to the build, and serves it in development. */
export const securityTxt = (): Plugin => {
  const { VITE_SECURITY_CONTACT = 'mailto:security@labseat.test', VITE_WEB_URL } = process.env
  const text = securityText(VITE_SECURITY_CONTACT, VITE_WEB_URL)
  return {
    name: 'security-txt',
    configureServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== `/${path}`) return next()
        response.setHeader('content-type', 'text/plain; charset=utf-8')
        response.end(text)
      })
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: path, source: text })
    },
  }
}
