import type { CloudTrust } from '../../../contract/cloud-trust.ts'
import { requireServiceAccount } from '../keyless.ts'

/** @throws Problem `keyless-not-configured` */
export const describeGcpTrust = (): CloudTrust => ({ principal: requireServiceAccount().email })
