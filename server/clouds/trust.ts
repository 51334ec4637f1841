import type { Platform } from '../../contract/cloud-credentials.ts'
import type { CloudTrust } from '../../contract/cloud-trust.ts'
import { describeAwsTrust } from './aws/trust.ts'
import { describeAzureTrust } from './azure/trust.ts'
import { describeGcpTrust } from './gcp/trust.ts'

type Role = { uid: string; roleArn?: string | undefined }

/** Apart from the platforms: a function that loads those runs as the service account that decrypts credentials. */
const descriptions: Record<Exclude<Platform, 'sandbox'>, (role: Role) => CloudTrust> = {
  aws: describeAwsTrust,
  azure: describeAzureTrust,
  gcp: describeGcpTrust,
}

/**
 * The identity that a person's cloud must trust, so that Labseat needs no secret.
 * @throws Problem `keyless-not-configured`, `invalid-input` for AWS without a role
 */
export const describeTrust = (platform: keyof typeof descriptions, role: Role): CloudTrust =>
  descriptions[platform](role)
