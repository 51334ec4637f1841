import type { CallsOf } from './call.ts'
import { otto } from './shared.ts'

export const cloudTrustCalls: CallsOf<'cloud-trust'> = {
  'cloud-trust-get': {
    as: otto,
    query: { platform: 'azure', roleArn: 'arn:aws:iam::123456789012:role/labseat' },
    status: 200,
  },
}
