import * as z from 'zod'
import { awsRole, platform } from './cloud-credentials.ts'
import { operation } from './operation.ts'

/** What an operator's cloud has to trust so that Labseat needs no secret. */
export const cloudTrust = z
  .object({
    /** AWS: the principal that the role trusts. Google Cloud: the service account that may act as theirs. */
    principal: z.string().optional(),
    /** AWS: the condition `sts:ExternalId`. One for each person and role, so that nobody can use somebody else's role through Labseat. */
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
  summary: 'Whom a role, an application or a service account has to trust to be used without a secret.',
  access: 'role',
  query: z.strictObject({
    platform: platform.exclude(['sandbox']),
    /** AWS: the role to assume. */
    roleArn: awsRole.optional(),
  }),
  responses: { 200: cloudTrust },
  problems: ['keyless-not-configured'],
})
