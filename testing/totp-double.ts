import { randomInt } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Secret, TOTP } from 'otpauth'
import type { BrowserContext } from 'playwright-core'
import * as z from 'zod'

/** Identity Platform accepts codes of this many periods before and after (docs/second-factor.md). */
const adjacentIntervals = 5
const periodSec = 30
const enrollmentMs = 10 * 60_000

const account = '/identitytoolkit.googleapis.com/v2/accounts/'
const enrollmentStart = z.object({ idToken: z.string(), totpEnrollmentInfo: z.object({}) })
const enrollmentFinalize = z.object({
  idToken: z.string(),
  displayName: z.string().optional(),
  totpVerificationInfo: z.object({ sessionInfo: z.string(), verificationCode: z.string() }),
})
const signInFinalize = z.object({
  mfaPendingCredential: z.string(),
  mfaEnrollmentId: z.string(),
  totpVerificationInfo: z.object({ verificationCode: z.string() }),
})
const session = z.object({ sessionInfo: z.string() })
const tokens = z.object({ idToken: z.string(), refreshToken: z.string() })
const tokenClaims = z.looseObject({
  firebase: z.looseObject({ second_factor_identifier: z.string().optional() }),
})

/** An error of the Identity Toolkit, such as `INVALID_CODE`. */
class Refusal extends Error {}

type App = { totp: TOTP; lastPeriod: number }

/** Each code counts once: RFC 6238, section 5.2. @throws Refusal */
const check = (app: App, code: string): void => {
  const now = Date.now()
  const delta = app.totp.validate({ token: code, timestamp: now, window: adjacentIntervals })
  const period = delta === null ? undefined : app.totp.counter({ timestamp: now }) + delta
  if (period === undefined || period <= app.lastPeriod) throw new Refusal('INVALID_CODE')
  app.lastPeriod = period
}

/** Headers that are about one connection, or about the bytes of a body. */
const transportHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'keep-alive',
])
const withoutTransport = <T>(headers: Iterable<[string, T]>): Record<string, T> =>
  Object.fromEntries([...headers].filter(([name]) => !transportHeaders.has(name)))

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
/** The claims of a token. The emulator does not sign its tokens. */
const claimsOf = (token: string) => {
  const [, payload = ''] = token.split('.')
  return tokenClaims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
}

/**
 * Identity Platform's authenticator apps in front of the Auth emulator, which has none:
 * https://cloud.google.com/identity-platform/docs/reference/rest/v2/accounts.mfaEnrollment. Everything else passes through.
 *
 * In the emulator a stand-in phone keeps the place of each app, so that the emulator asks for a second factor and lists it. Replies show it
 * as an app, and tokens name the factor `totp`.
 */
export const startTotpDouble = async () => {
  const emulator = `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}`
  const starting = new Map<string, { app: App; endsAt: number }>()
  const apps = new Map<string, App>()

  const post = async <T>(method: string, body: object, reply: z.ZodType<T>): Promise<T> => {
    const response = await fetch(`${emulator}${account}${method}?key=demo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const json = await response.json()
    if (!response.ok) throw new Refusal((json as { error: { message: string } }).error.message)
    return reply.parse(json)
  }
  /** The code of a text message that the emulator would have sent. */
  const readCode = async (sessionInfo: string) => {
    const path = `/emulator/v1/projects/${process.env.GOOGLE_CLOUD_PROJECT}/verificationCodes`
    const { verificationCodes } = z
      .object({ verificationCodes: z.array(z.object({ sessionInfo: z.string(), code: z.string() })) })
      .parse(await (await fetch(`${emulator}${path}`)).json())
    return {
      sessionInfo,
      code: verificationCodes.find((sent) => sent.sessionInfo === sessionInfo)?.code ?? '',
    }
  }

  const startEnrollment = async ({ idToken }: z.infer<typeof enrollmentStart>) => {
    const phoneNumber = `+4670${randomInt(1e6, 1e7)}`
    const { phoneSessionInfo } = await post(
      'mfaEnrollment:start',
      { idToken, phoneEnrollmentInfo: { phoneNumber } },
      z.object({ phoneSessionInfo: session }),
    )
    const totp = new TOTP({ secret: new Secret({ size: 20 }), digits: 6, period: periodSec })
    const endsAt = Date.now() + enrollmentMs
    starting.set(phoneSessionInfo.sessionInfo, { app: { totp, lastPeriod: 0 }, endsAt })
    return {
      totpSessionInfo: {
        sharedSecretKey: totp.secret.base32,
        verificationCodeLength: totp.digits,
        hashingAlgorithm: totp.algorithm,
        periodSec,
        sessionInfo: phoneSessionInfo.sessionInfo,
        finalizeEnrollmentTime: new Date(endsAt).toISOString(),
      },
    }
  }
  const finalizeEnrollment = async ({
    totpVerificationInfo,
    ...request
  }: z.infer<typeof enrollmentFinalize>) => {
    const { sessionInfo, verificationCode } = totpVerificationInfo
    const started = starting.get(sessionInfo)
    if (!started) throw new Refusal('INVALID_SESSION_INFO')
    if (started.endsAt < Date.now()) throw new Refusal('SESSION_EXPIRED')
    check(started.app, verificationCode)
    const phoneVerificationInfo = await readCode(sessionInfo)
    const issued = await post('mfaEnrollment:finalize', { ...request, phoneVerificationInfo }, tokens)
    starting.delete(sessionInfo)
    apps.set(claimsOf(issued.idToken).firebase.second_factor_identifier!, started.app)
    return issued
  }
  const finalizeSignIn = async ({ totpVerificationInfo, ...request }: z.infer<typeof signInFinalize>) => {
    const app = apps.get(request.mfaEnrollmentId)
    if (!app) throw new Refusal('MFA_ENROLLMENT_NOT_FOUND')
    const { phoneResponseInfo } = await post(
      'mfaSignIn:start',
      { ...request, phoneSignInInfo: {} },
      z.object({ phoneResponseInfo: session }),
    )
    check(app, totpVerificationInfo.verificationCode)
    const phoneVerificationInfo = await readCode(phoneResponseInfo.sessionInfo)
    const { mfaPendingCredential } = request
    return post('mfaSignIn:finalize', { mfaPendingCredential, phoneVerificationInfo }, tokens)
  }
  /** @returns undefined for a request about something else */
  const answerApp = (url: string, body: unknown): Promise<object> | undefined => {
    const method = url.startsWith(account) ? url.slice(account.length).split('?')[0] : undefined
    if (method === 'mfaEnrollment:start') {
      const { data } = enrollmentStart.safeParse(body)
      return data && startEnrollment(data)
    }
    if (method === 'mfaEnrollment:finalize') {
      const { data } = enrollmentFinalize.safeParse(body)
      return data && finalizeEnrollment(data)
    }
    if (method === 'mfaSignIn:finalize') {
      const { data } = signInFinalize.safeParse(body)
      return data && finalizeSignIn(data)
    }
    return undefined
  }

  const showApp = (token: string): string => {
    const claims = claimsOf(token)
    if (!apps.has(claims.firebase.second_factor_identifier ?? '')) return token
    const firebase = { ...claims.firebase, sign_in_second_factor: 'totp' }
    return [token.split('.')[0], encode({ ...claims, firebase }), ''].join('.')
  }
  /** Shows the stand-ins in the emulator's reply as apps. */
  const showApps = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(showApps)
    if (typeof value !== 'object' || value === null) return value
    const { phoneInfo: _, unobfuscatedPhoneInfo: __, ...factor } = value as Record<string, unknown>
    if (apps.has(String(factor.mfaEnrollmentId))) return { ...factor, totpInfo: {} }
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        name,
        ['idToken', 'id_token', 'access_token'].includes(name) ? showApp(String(part)) : showApps(part),
      ]),
    )
  }

  const forward = async ({ method, url, headers }: IncomingMessage, body: string) => {
    const response = await fetch(`${emulator}${url}`, {
      method: method!,
      headers: withoutTransport(Object.entries(headers)) as Record<string, string>,
      ...(body && { body }),
      redirect: 'manual',
    })
    return {
      status: response.status,
      headers: withoutTransport(response.headers),
      text: await response.text(),
    }
  }
  const toJson = (text: string): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return undefined
    }
  }
  const answer = async (request: IncomingMessage) => {
    const body = await text(request)
    const ownHeaders = { 'content-type': 'application/json', 'access-control-allow-origin': '*' }
    try {
      const reply = await answerApp(request.url!, toJson(body))
      if (reply) return { status: 200, headers: ownHeaders, text: JSON.stringify(showApps(reply)) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { message } = error
      const details = { code: 400, message, errors: [{ message, reason: 'invalid', domain: 'global' }] }
      return { status: 400, headers: ownHeaders, text: JSON.stringify({ error: details }) }
    }
    const passed = await forward(request, body)
    const json = toJson(passed.text)
    return json === undefined ? passed : { ...passed, text: JSON.stringify(showApps(json)) }
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, headers, text }) => response.writeHead(status, headers).end(text),
      (error: Error) => response.writeHead(500).end(error.stack),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    /** The pages of a context talk to the double in place of the emulator. */
    serve: async (context: BrowserContext): Promise<void> => {
      await context.route(
        ({ port }) => port === new URL(emulator).port,
        (route) => {
          const { pathname, search } = new URL(route.request().url())
          return route.continue({ url: `${url}${pathname}${search}` })
        },
      )
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
