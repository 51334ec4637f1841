import type { Place } from '../openapi.ts'

/** The settings of one deployment. docs/deployment.md says where each comes from. */
export type Target = Place & {
  readonly apiKey: string
  readonly mailFrom: string
  /** Labseat's own role at AWS, if it has one. */
  readonly awsRole?: string | undefined
  /** The audience of tokens for that role. */
  readonly awsAudience?: string | undefined
}

export const staging = '.labseat/deploy'
export const gateway = 'api'
/** `gcloud` prints the unique id of the account that clouds trust into this file. */
export const uniqueIdFile = `${staging}/clouds-id`

/** E-mail address of one of Labseat's service accounts. */
export const accountIn = ({ projectId }: Target, name: string) =>
  `labseat-${name}@${projectId}.iam.gserviceaccount.com`

export const projectFlag = ({ projectId }: Target) => `--project=${projectId}`
export const regionFlags = (target: Target) => `--region=${target.region} ${projectFlag(target)}`
export const buildAccountFlag = (target: Target) =>
  `--build-service-account=projects/${target.projectId}/serviceAccounts/${accountIn(target, 'build')}`
