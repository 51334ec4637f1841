import { type OperationId, operations } from '../../contract/index.ts'
import type { Operation } from '../../contract/operation.ts'
import { functionsImporting, functionsUsing } from '../import-graph.ts'

// deployment.test.ts asserts the names in each set, so that a new right is a visible change.

/** Functions that create, change or look up accounts at Firebase Auth. Only they run as an account that may. */
export const accountManagers = functionsUsing('firebase-admin/auth')

/** Functions that open the credentials of cloud accounts, or the secrets of a cluster's services. Only they may use the key in Cloud KMS. */
export const secretOpeners: ReadonlySet<string> = new Set([
  ...functionsImporting('server/clouds/index.ts'),
  ...functionsImporting('server/oidc/cluster-client.ts'),
])

/** Functions that start, watch and stop runners. */
export const runnerStarters = functionsImporting('server/jobs.ts')

/** Functions that runners call. */
export const runnerEndpoints: ReadonlySet<string> = new Set(
  operations.filter(({ access }) => access === 'runner').map(({ id }) => id),
)

/** Functions that lead a browser between a client, the provider and the web app. */
export const signsInElsewhere = functionsImporting('server/oidc/issuer.ts')

/** Functions that write calendars and their addresses. */
export const calendarWriters = functionsImporting('server/calendars/addresses.ts')

/** Endpoints that lead a browser to the web app. */
export const redirectors: ReadonlySet<string> = new Set(
  operations.filter((operation: Operation) => operation.redirects).map(({ id }) => id),
)

/** Functions that send e-mail. Only they get the mail server's password. */
export const mailSenders = functionsImporting('server/notify/smtp.ts')

/** It opens no secret. It returns the identity that a cloud has to trust. */
export const trustReader: OperationId = 'cloud-trust-get'
