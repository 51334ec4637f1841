import type { OperationId } from '../../contract/index.ts'
import type { Operation } from '../../contract/operation.ts'
import { activityCalls } from './activity.ts'
import { authCalls } from './auth.ts'
import { avatarsCalls } from './avatars.ts'
import type { Call } from './call.ts'
import { cloudAccountsCalls } from './cloud-accounts.ts'
import { cloudTrustCalls } from './cloud-trust.ts'
import { clustersCalls } from './clusters.ts'
import { eventsCalls } from './events.ts'
import { mailCalls } from './mail.ts'
import { meCalls } from './me.ts'
import { notificationsCalls } from './notifications.ts'
import { registrationsCalls } from './registrations.ts'
import { reviewsCalls } from './reviews.ts'
import { runnerCalls } from './runner.ts'
import { runsCalls } from './runs.ts'
import { usernamesCalls } from './usernames.ts'
import { usersCalls } from './users.ts'

/** health-get stands outside the endpoint frame: it has no input and no caller, so nothing can be refused. */
export type CalledOperationId = Exclude<OperationId, 'health-get'>

/** A call of every operation. A missing one doesn't compile. */
export const calls: Readonly<Record<CalledOperationId, Call>> = {
  ...authCalls,
  ...meCalls,
  ...usernamesCalls,
  ...avatarsCalls,
  ...eventsCalls,
  ...registrationsCalls,
  ...reviewsCalls,
  ...notificationsCalls,
  ...mailCalls,
  ...usersCalls,
  ...activityCalls,
  ...cloudTrustCalls,
  ...cloudAccountsCalls,
  ...clustersCalls,
  ...runsCalls,
  ...runnerCalls,
}

export const isCalled = <O extends Operation & { id: OperationId }>(
  operation: O,
): operation is O & { id: CalledOperationId } => operation.id in calls
