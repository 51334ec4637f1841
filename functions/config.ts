import * as z from 'zod'

const environment = z.object({
  GOOGLE_CLOUD_PROJECT: z.string().min(1),
  /** Set by Cloud Run and Cloud Functions, and nowhere else. */
  K_SERVICE: z.string().optional(),
  FIREBASE_AUTH_EMULATOR_HOST: z.string().optional(),
  FIREBASE_API_KEY: z.string().min(1).optional(),
  ALLOWED_ORIGINS: z.string().default(''),
  LABSEAT_HMAC_KEY: z.string().min(32).optional(),
  /** Multiplies every limit that an operation declares. */
  LIMIT_FACTOR: z.coerce.number().int().positive().default(1),
  LABSEAT_SMTP_URL: z.string().optional(),
  LABSEAT_MAIL_FROM: z.string().optional(),
  LABSEAT_WEB_URL: z.string().optional(),
  LABSEAT_API_URL: z.string().optional(),
})

const read = (variables: NodeJS.ProcessEnv) => {
  const env = environment.parse(variables)
  const emulated = env.FIREBASE_AUTH_EMULATOR_HOST !== undefined
  // The Auth emulator's tokens carry no signature: a service that took them would let anybody in as anybody.
  if (env.K_SERVICE && emulated)
    throw new Error('FIREBASE_AUTH_EMULATOR_HOST is set on Cloud Run: refusing to start. Remove it.')
  if (!emulated && !(env.LABSEAT_HMAC_KEY && env.FIREBASE_API_KEY))
    throw new Error('LABSEAT_HMAC_KEY and FIREBASE_API_KEY must be set (docs/deployment.md).')
  return {
    projectId: env.GOOGLE_CLOUD_PROJECT,
    emulated,
    authHost: emulated
      ? `http://${env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com`
      : 'https://identitytoolkit.googleapis.com',
    apiKey: env.FIREBASE_API_KEY ?? 'emulator',
    hmacKey: env.LABSEAT_HMAC_KEY ?? 'only for the emulators, which keep nothing',
    limitFactor: env.LIMIT_FACTOR,
    /** Which entry of X-Forwarded-For is the client, counted from the end (limit.ts). */
    forwardedHops: emulated ? 1 : 2,
    /** Only what sends e-mail is told of these, and checks them: pubsub/notifications/smtp.ts. */
    mail: {
      smtpUrl: env.LABSEAT_SMTP_URL,
      from: env.LABSEAT_MAIL_FROM,
      webUrl: env.LABSEAT_WEB_URL,
      apiUrl: env.LABSEAT_API_URL,
    },
    allowedOrigins: new Set(env.ALLOWED_ORIGINS.split(',').filter(Boolean)),
  }
}

/** What the environment says, read and checked once. */
export const config = read(process.env)
