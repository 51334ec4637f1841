import type { CloudTrust } from '../../../contract/cloud-trust.ts'
import { requireServiceAccount } from '../keyless.ts'

/**
 * The federated credential that an application needs to trust Labseat's Google identity:
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export const federation = {
  issuer: 'https://accounts.google.com',
  audience: 'api://AzureADTokenExchange',
} as const

/** @throws Problem `keyless-not-configured` */
export const describeAzureTrust = (): CloudTrust => ({
  issuer: federation.issuer,
  subject: requireServiceAccount().uniqueId,
  audience: federation.audience,
})
