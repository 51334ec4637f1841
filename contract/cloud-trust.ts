import * as z from 'zod'
import { awsRole, platform } from './cloud-credentials.ts'
import { operation } from './operation.ts'

/** The identity that an operator's cloud must trust, so that Labseat needs no secret. */
export const cloudTrust = z
  .object({
    /** AWS: the principal that the role trusts. Google Cloud: the service account that may impersonate theirs. */
    principal: z.string().optional(),
    /** AWS: the condition `sts:ExternalId`. Each person and role has a separate one, so that a person can use only their own roles through Labseat. */
    externalId: z.string().optional(),
    /** Azure: the application's federated credential. */
    issuer: z.string().optional(),
    subject: z.string().optional(),
    audience: z.string().optional(),
  })
  .meta({ id: 'CloudTrust' })
export type CloudTrust = z.infer<typeof cloudTrust>

export const cloudTrustGet = operation({
  id: 'cloud-trust-get',
  method: 'get',
  path: '/v1/cloud-trust',
  summary:
    'The identity that a role, an application or a service account must trust, so that Labseat needs no secret.',
  access: 'role',
  limit: 'read',
  query: z.strictObject({
    platform: platform.exclude(['sandbox']),
    /** AWS: the role to assume. */
    roleArn: awsRole.optional(),
  }),
  responses: { 200: cloudTrust },
  problems: ['keyless-not-configured'],
})
