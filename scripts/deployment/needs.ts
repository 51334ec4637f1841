import { type OperationId, operations } from '../../contract/index.ts'
import { functionsImporting, functionsUsing } from '../import-graph.ts'

// deployment.test.ts asserts the names in each set, so that a new right is a visible change.

/** Functions that create, change or look up accounts at Firebase Auth. Only they run as an account that may. */
export const accountManagers = functionsUsing('firebase-admin/auth')

/** Functions that open the credentials of cloud accounts and sign in there. Only they may use the key in Cloud KMS. */
export const secretOpeners = functionsImporting('server/clouds/index.ts')

/** Functions that start, watch and stop runners. */
export const runnerStarters = functionsImporting('server/jobs.ts')

/** Functions that runners call. */
export const runnerEndpoints: ReadonlySet<string> = new Set(
  operations.filter(({ access }) => access === 'runner').map(({ id }) => id),
)

/** Functions that send e-mail. Only they get the mail server's password. */
export const mailSenders = functionsImporting('server/notify/smtp.ts')

/** It opens no secret. It returns the identity that a cloud has to trust. */
export const trustReader: OperationId = 'cloud-trust-get'
