import type { Place } from '../openapi.ts'
import type { Environment, EnvironmentName } from './environments.ts'

/** The settings of one deployment. docs/deployment.md says where each comes from. */
export type Target = Place & {
  readonly environmentName: EnvironmentName
  readonly environment: Environment
  readonly mailFrom: string
  /** Functions with an instance that waits for requests. */
  readonly warmFunctions: readonly string[]
  /** The share of requests, in percent, that new revisions of functions get. 100 without a canary. */
  readonly canaryPercent: number
}

export const gateway = 'api'
/** Serves Firebase's pages of the sign-in with Google. */
export const authDomain = ({ projectId }: Pick<Place, 'projectId'>) => `${projectId}.firebaseapp.com`
/** Below node_modules' sibling `.labseat`, which nobody commits or uploads. */
export const stagingFolder = '.labseat/deploy'

/** Labseat's service accounts. docs/deployment.md says what each is for. */
export const accountNames = [
  'functions',
  'accounts',
  'clouds',
  'runs',
  'oidc',
  'runner',
  'sandbox',
  'gateway',
  'push',
  'build',
  'deploy',
] as const
export type AccountName = (typeof accountNames)[number]

/** Accounts that run functions. */
export const functionAccounts: readonly AccountName[] = ['functions', 'accounts', 'clouds', 'runs', 'oidc']

/** E-mail address of one of Labseat's service accounts. */
export const accountIn = ({ projectId }: Pick<Place, 'projectId'>, name: AccountName) =>
  `labseat-${name}@${projectId}.iam.gserviceaccount.com`
export const memberOf = (place: Pick<Place, 'projectId'>, name: AccountName) =>
  `serviceAccount:${accountIn(place, name)}`

export const projectPath = ({ projectId }: Pick<Place, 'projectId'>) => `projects/${projectId}`
export const locationPath = ({ projectId, region }: Pick<Place, 'projectId' | 'region'>) =>
  `projects/${projectId}/locations/${region}`

export const repositoryName = 'labseat'
export const imageRepository = ({ projectId, region }: Pick<Place, 'projectId' | 'region'>) =>
  `${region}-docker.pkg.dev/${projectId}/${repositoryName}`

/** Holds uploaded sources for builds, and the record of each release. */
export const deploymentBucket = ({ projectId }: Pick<Place, 'projectId'>) => `${projectId}-labseat-deployment`
/** Holds Terraform's state of sandbox clusters. */
export const sandboxBucket = ({ projectId }: Pick<Place, 'projectId'>) => `${projectId}-labseat-sandbox`

export const hmacSecret = 'labseat-hmac-key'
export const oidcSecret = 'labseat-oidc-keys'
export const smtpSecret = 'labseat-smtp-url'
export const keyRing = 'labseat'
export const cloudAccountsKey = 'cloud-accounts'
export const webAppName = 'labseat'
