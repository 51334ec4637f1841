import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import { role } from '../../contract/people.ts'

const environment = z.strictObject({
  project: z.string().optional(),
  region: z.string().optional(),
  /** The sender of e-mail, such as `Labseat <hello@labseat.example>`. */
  mailFrom: z.string().optional(),
  /** Where people report vulnerabilities: `mailto:` or `https:`. Without it, the sender of e-mail. */
  securityContact: z.url({ protocol: /^(mailto|https)$/ }).optional(),
  /** Labseat's own role at AWS, if it has one, and the audience of tokens for it. */
  awsRole: z.string().optional(),
  awsAudience: z.string().optional(),
  /** Sends spans to Cloud Trace. */
  traces: z.boolean(),
  /** Whether Firestore, and functions that cost money, take calls of the web app only. */
  appCheck: z.boolean(),
  /** Google scans each image (0.26 USD), and a release waits for the result. */
  imageScans: z.boolean(),
  /** The kinds of second factors that people may add: authenticator apps and phones. Identity Platform must take them, too. */
  secondFactors: z.array(z.enum(['totp', 'phone'])).default(['totp', 'phone']),
  /** Roles whose rights need a second factor. */
  secondFactorRoles: z.array(role).default([]),
  /** A session ends so many days after its sign-in. */
  sessionDays: z.int().min(1).default(30),
  /** Whether new passwords are looked up among leaked ones, at Have I Been Pwned. */
  breachedPasswords: z.boolean().default(true),
  warmGateway: z.int().min(0),
  warmFunctions: z.array(z.string()),
  maxInstances: z.int().min(1),
  deleteProtection: z.boolean(),
  pointInTimeRecovery: z.boolean(),
  /** How long each daily backup of Firestore stays. 0: no backups. */
  backupDays: z.int().min(0).max(98),
  monthlyBudget: z.number().min(0),
  /** Whom alerts notify: `projects/P/notificationChannels/ID`. Without a channel alerts only show in the console. */
  alertChannels: z.array(z.string().regex(/^projects\/[^/]+\/notificationChannels\/\d+$/)).default([]),
})
export type Environment = z.infer<typeof environment>

export const environmentNames = ['dev', 'staging', 'prod'] as const
export type EnvironmentName = (typeof environmentNames)[number]

const environments = z.strictObject(
  Object.fromEntries(environmentNames.map((name) => [name, environment])) as Record<
    EnvironmentName,
    typeof environment
  >,
)

/** @throws if deploy/environments.yaml has an unknown or a wrong field */
export const readEnvironments = (): Record<EnvironmentName, Environment> =>
  environments.parse(parse(readFileSync(join(import.meta.dirname, '../../deploy/environments.yaml'), 'utf8')))
