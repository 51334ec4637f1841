import * as z from 'zod'
import { role } from '../contract/people.ts'
import type { Quotas } from '../domain/quotas.ts'

const environment = z.object({
  GOOGLE_CLOUD_PROJECT: z.string().min(1),
  /** Set by Cloud Run and Cloud Functions, and nowhere else. */
  K_SERVICE: z.string().optional(),
  FIREBASE_AUTH_EMULATOR_HOST: z.string().optional(),
  FIREBASE_API_KEY: z.string().min(1).optional(),
  ALLOWED_ORIGINS: z.string().default(''),
  /** The key in use, then earlier keys that still verify, separated by commas. */
  LABSEAT_HMAC_KEY: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .pipe(z.tuple([z.string().min(32)], z.string().min(32)))
    .optional(),
  /** Roles whose rights need a sign-in with a second factor, separated by commas. */
  LABSEAT_SECOND_FACTOR_ROLES: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(role)),
  /** A session ends this many days after its sign-in. */
  LABSEAT_SESSION_DAYS: z.coerce.number().int().positive().default(30),
  /** The service that knows leaked passwords, or `off`. */
  LABSEAT_BREACHED_PASSWORDS: z.union([z.literal('off'), z.url({ protocol: /^https?$/ })]).optional(),
  /** Multiplies every limit that an operation declares. */
  LIMIT_FACTOR: z.coerce.number().int().positive().default(1),
  /** How much a person may have: domain/quotas.ts. */
  LABSEAT_MAX_EVENTS: z.coerce.number().int().positive().default(100),
  LABSEAT_MAX_DRAFTS: z.coerce.number().int().positive().default(100),
  LABSEAT_MAX_CLOUD_ACCOUNTS: z.coerce.number().int().positive().default(50),
  LABSEAT_MAX_SANDBOX_CLUSTERS: z.coerce.number().int().positive().default(20),
  LABSEAT_NEW_ACCOUNT_DAYS: z.coerce.number().int().min(0).default(7),
  LABSEAT_NEW_ACCOUNT_EVENTS: z.coerce.number().int().min(0).default(5),
  /** How long the activity log stays. */
  LABSEAT_ACTIVITY_DAYS: z.coerce.number().int().positive().default(365),
  LABSEAT_NOTIFICATION_DAYS: z.coerce.number().int().positive().default(365),
  /** A JSON Web Key Set with private RSA keys. The first signs ID tokens. */
  LABSEAT_OIDC_KEYS: z.string().min(1).optional(),
  LABSEAT_SMTP_URL: z.string().optional(),
  LABSEAT_MAIL_FROM: z.string().optional(),
  LABSEAT_WEB_URL: z.string().optional(),
  LABSEAT_API_URL: z.string().optional(),
  /** The project's number, if App Check is on. */
  LABSEAT_APP_CHECK_PROJECT_NUMBER: z.string().regex(/^\d+$/).optional(),
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
  /** The service account of the sandbox's job, which alone may write the bucket with the states of sandboxes. */
  LABSEAT_SANDBOX_ACCOUNT: z.email().optional(),
  LABSEAT_RUNNER_JOB: z.string().optional(),
  /** The service account that Labseat runs as, which customers' clouds trust: its e-mail and its unique id. */
  LABSEAT_SERVICE_ACCOUNT: z.string().optional(),
  LABSEAT_SERVICE_ACCOUNT_ID: z.string().regex(/^\d+$/).optional(),
  LABSEAT_AZURE_AUTHORITY: z.url().optional(),
  LABSEAT_AZURE_MANAGEMENT: z.url().optional(),
  LABSEAT_GOOGLE_ENDPOINT: z.url().optional(),
  /** Where spans go, OTLP over HTTP. Cloud Trace is https://telemetry.googleapis.com/v1/traces. */
  LABSEAT_SPANS_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The share of traces that get spans, beside those that the gateway samples. */
  LABSEAT_SPANS_SHARE: z.coerce.number().min(0).max(1).default(0.05),
})

/** Where simulated clouds answer. In the cloud, a person who could set one of these would receive credentials. */
const simulatedCloudVariables = [
  'LABSEAT_AZURE_AUTHORITY',
  'LABSEAT_AZURE_MANAGEMENT',
  'LABSEAT_GOOGLE_ENDPOINT',
] as const

const emulatorKeys: [string, ...string[]] = ['only for the emulators, which keep nothing']

const readConfig = (variables: NodeJS.ProcessEnv) => {
  const env = environment.parse(variables)
  const emulated = env.FIREBASE_AUTH_EMULATOR_HOST !== undefined
  // The Auth emulator's tokens have no signature. A service that accepts them lets every caller be any person.
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
    /** server/hmac.ts signs with the first and verifies with each. */
    hmacKeys: env.LABSEAT_HMAC_KEY ?? emulatorKeys,
    appCheckProjectNumber: env.LABSEAT_APP_CHECK_PROJECT_NUMBER,
    secondFactorRoles: new Set(env.LABSEAT_SECOND_FACTOR_ROLES),
    sessionDays: env.LABSEAT_SESSION_DAYS,
    /** Beside the emulators it is off unless it is set, because they work without a network. */
    breachedPasswordsUrl:
      env.LABSEAT_BREACHED_PASSWORDS === 'off'
        ? undefined
        : (env.LABSEAT_BREACHED_PASSWORDS ?? (emulated ? undefined : 'https://api.pwnedpasswords.com')),
    limitFactor: env.LIMIT_FACTOR,
    activityDays: env.LABSEAT_ACTIVITY_DAYS,
    notificationDays: env.LABSEAT_NOTIFICATION_DAYS,
    quotas: {
      events: env.LABSEAT_MAX_EVENTS,
      drafts: env.LABSEAT_MAX_DRAFTS,
      cloudAccounts: env.LABSEAT_MAX_CLOUD_ACCOUNTS,
      sandboxClusters: env.LABSEAT_MAX_SANDBOX_CLUSTERS,
      newAccount: { days: env.LABSEAT_NEW_ACCOUNT_DAYS, events: env.LABSEAT_NEW_ACCOUNT_EVENTS },
    } satisfies Quotas,
    /** Only the provider has these; server/oidc/signing-keys.ts checks them. */
    signingKeys: env.LABSEAT_OIDC_KEYS,
    /** Only the functions that send e-mail or sign people in elsewhere have these; server/notify/smtp.ts and server/oidc/issuer.ts check them. */
    mail: {
      smtpUrl: env.LABSEAT_SMTP_URL,
      from: env.LABSEAT_MAIL_FROM,
      webUrl: env.LABSEAT_WEB_URL,
      apiUrl: env.LABSEAT_API_URL,
    },
    /** The service that wraps the keys of secrets. Only cloud-accounts/secrets.ts uses it. */
    vault: { kmsKey: env.LABSEAT_KMS_KEY, keyFile: env.LABSEAT_KEY_FILE },
    /** Labseat's role at AWS, which customers' roles trust, and the audience of the Google token that assumes it. */
    aws: { role: env.LABSEAT_AWS_ROLE, audience: env.LABSEAT_AWS_AUDIENCE },
    /** Labseat's service account, if it has one. */
    ownServiceAccount:
      env.LABSEAT_SERVICE_ACCOUNT && env.LABSEAT_SERVICE_ACCOUNT_ID
        ? { email: env.LABSEAT_SERVICE_ACCOUNT, uniqueId: env.LABSEAT_SERVICE_ACCOUNT_ID }
        : undefined,
    azure: { authority: env.LABSEAT_AZURE_AUTHORITY, management: env.LABSEAT_AZURE_MANAGEMENT },
    google: { endpoint: env.LABSEAT_GOOGLE_ENDPOINT },
    /** The accounts of runners and the job that starts them. Local runners are child processes of the functions. */
    runner: {
      accounts: [env.LABSEAT_RUNNER_ACCOUNT, env.LABSEAT_SANDBOX_ACCOUNT].filter(
        (name) => name !== undefined,
      ),
      job: env.LABSEAT_RUNNER_JOB,
    },
    spans: { url: env.LABSEAT_SPANS_URL, share: env.LABSEAT_SPANS_SHARE },
    allowedOrigins: new Set(env.ALLOWED_ORIGINS.split(',').filter(Boolean)),
  }
}

/** The configuration from the environment, read and checked once. */
export const config = readConfig(process.env)

/** A value that only some functions need. @throws Error, so that such a function does not start without it */
export const requireValue = (name: string, value: string | undefined): string => {
  if (value) return value
  throw new Error(`${name} must be set for this function (docs/configuration.md).`)
}
