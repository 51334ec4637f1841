import { oidcPath } from '../../contract/oidc.ts'
import { config } from '../config.ts'
import { Problem } from '../problem.ts'

const require = (name: string, value: string | undefined): string => {
  if (value) return value
  throw new Problem('unavailable', `This Labseat signs nobody in elsewhere: ${name} is not set.`)
}

/** The issuer of ID tokens, which every client compares. */
export const issuerUrl = (): URL => new URL(oidcPath, require('LABSEAT_API_URL', config.mail.apiUrl))

/** The page where the person signs in with Firebase and answers. */
export const signInPage = (signInId: string): string =>
  new URL(`/sign-ins/${encodeURIComponent(signInId)}`, require('LABSEAT_WEB_URL', config.mail.webUrl)).href

/** The provider's address for an answer. Only the browser with the cookie of this interaction can use it. */
export const interactionUrl = (signInId: string): URL =>
  new URL(`${oidcPath}/interactions/${encodeURIComponent(signInId)}`, issuerUrl())
