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
  LABSEAT_AWS_ROLE: z
    .string()
    .regex(/^arn:aws:iam::\d{12}:role\/.+$/)
    .optional(),
  LABSEAT_AWS_AUDIENCE: z.string().min(1).default('labseat-aws'),
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K` */
  LABSEAT_KMS_KEY: z.string().optional(),
  LABSEAT_KEY_FILE: z.string().optional(),
  /** The service account that cluster jobs run as, and the job itself: `projects/P/locations/L/jobs/J-{platform}`. */
  LABSEAT_RUNNER_ACCOUNT: z.email().optional(),
  LABSEAT_RUNNER_JOB: z.string().optional(),
  /** The service account that Labseat runs as, which customers' clouds trust: its e-mail and its unique id. */
  LABSEAT_SERVICE_ACCOUNT: z.string().optional(),
  LABSEAT_SERVICE_ACCOUNT_ID: z.string().regex(/^\d+$/).optional(),
  LABSEAT_AZURE_AUTHORITY: z.url().optional(),
  LABSEAT_AZURE_MANAGEMENT: z.url().optional(),
  LABSEAT_GOOGLE_ENDPOINT: z.url().optional(),
})

/** Where simulated clouds answer. In the cloud, a person who could set one of these would receive credentials. */
const simulatedCloudVariables = [
  'LABSEAT_AZURE_AUTHORITY',
  'LABSEAT_AZURE_MANAGEMENT',
  'LABSEAT_GOOGLE_ENDPOINT',
] as const

const readConfig = (variables: NodeJS.ProcessEnv) => {
  const env = environment.parse(variables)
  const emulated = env.FIREBASE_AUTH_EMULATOR_HOST !== undefined
  // The Auth emulator's tokens carry no signature: a service that took them would let anybody in as anybody.
  if (env.K_SERVICE && emulated)
    throw new Error('FIREBASE_AUTH_EMULATOR_HOST is set on Cloud Run: refusing to start. Remove it.')
  if (!emulated && !(env.LABSEAT_HMAC_KEY && env.FIREBASE_API_KEY))
    throw new Error('LABSEAT_HMAC_KEY and FIREBASE_API_KEY must be set (docs/deployment.md).')
  if (!emulated && env.LABSEAT_KEY_FILE)
    throw new Error(
      'LABSEAT_KEY_FILE is for the emulators: a deployment keeps its keys in Cloud KMS. Remove it.',
    )
  const misled = simulatedCloudVariables.filter((name) => !emulated && env[name] !== undefined)
  if (misled.length > 0)
    throw new Error(`${misled.join(', ')}: only for simulated clouds, beside the emulators. Remove it.`)
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
    /** Only the functions that send e-mail have these; server/notify/smtp.ts checks them. */
    mail: {
      smtpUrl: env.LABSEAT_SMTP_URL,
      from: env.LABSEAT_MAIL_FROM,
      webUrl: env.LABSEAT_WEB_URL,
      apiUrl: env.LABSEAT_API_URL,
    },
    /** What wraps the keys of secrets; only what opens them asks (cloud-accounts/secrets.ts). */
    vault: { kmsKey: env.LABSEAT_KMS_KEY, keyFile: env.LABSEAT_KEY_FILE },
    /** Labseat's own role there, which customers' roles trust, and whom the Google token that opens it is made out to. */
    aws: { role: env.LABSEAT_AWS_ROLE, audience: env.LABSEAT_AWS_AUDIENCE },
    /** Labseat's own service account, where it has one. */
    ownServiceAccount:
      env.LABSEAT_SERVICE_ACCOUNT && env.LABSEAT_SERVICE_ACCOUNT_ID
        ? { email: env.LABSEAT_SERVICE_ACCOUNT, uniqueId: env.LABSEAT_SERVICE_ACCOUNT_ID }
        : undefined,
    azure: { authority: env.LABSEAT_AZURE_AUTHORITY, management: env.LABSEAT_AZURE_MANAGEMENT },
    google: { endpoint: env.LABSEAT_GOOGLE_ENDPOINT },
    /** Who may speak as a runner, and what starts one; locally it is a process beside the functions. */
    runner: { account: env.LABSEAT_RUNNER_ACCOUNT, job: env.LABSEAT_RUNNER_JOB },
    allowedOrigins: new Set(env.ALLOWED_ORIGINS.split(',').filter(Boolean)),
  }
}

/** What the environment says, read and checked once. */
export const config = readConfig(process.env)
