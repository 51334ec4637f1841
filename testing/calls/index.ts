import type { OperationId } from '../../contract/index.ts'
import type { Operation } from '../../contract/operation.ts'
import { accountOffersCalls } from './account-offers.ts'
import { activityCalls } from './activity.ts'
import { authCalls } from './auth.ts'
import { avatarsCalls } from './avatars.ts'
import { calendarsCalls } from './calendars.ts'
import type { Call } from './call.ts'
import { clientsCalls } from './clients.ts'
import { cloudAccountsCalls } from './cloud-accounts.ts'
import { cloudTrustCalls } from './cloud-trust.ts'
import { clustersCalls } from './clusters.ts'
import { deadLettersCalls } from './dead-letters.ts'
import { eventsCalls } from './events.ts'
import { labCostsCalls } from './lab-costs.ts'
import { labsCalls } from './labs.ts'
import { mailCalls } from './mail.ts'
import { meCalls } from './me.ts'
import { notificationsCalls } from './notifications.ts'
import { registrationsCalls } from './registrations.ts'
import { reportsCalls } from './reports.ts'
import { reviewsCalls } from './reviews.ts'
import { runnerCalls } from './runner.ts'
import { runsCalls } from './runs.ts'
import { signInsCalls } from './sign-ins.ts'
import { statusCalls } from './status.ts'
import { systemCalls } from './system.ts'
import { usernamesCalls } from './usernames.ts'
import { usersCalls } from './users.ts'

/** health-get is not built with endpoint(): it has no input and no caller, so nothing can be refused. */
export type CalledOperationId = Exclude<OperationId, 'health-get'>

/** A call of every operation. A missing one doesn't compile. */
export const calls: Readonly<Record<CalledOperationId, Call>> = {
  ...statusCalls,
  ...authCalls,
  ...meCalls,
  ...usernamesCalls,
  ...avatarsCalls,
  ...eventsCalls,
  ...registrationsCalls,
  ...calendarsCalls,
  ...labsCalls,
  ...labCostsCalls,
  ...reportsCalls,
  ...reviewsCalls,
  ...notificationsCalls,
  ...mailCalls,
  ...usersCalls,
  ...activityCalls,
  ...systemCalls,
  ...deadLettersCalls,
  ...cloudTrustCalls,
  ...cloudAccountsCalls,
  ...accountOffersCalls,
  ...clustersCalls,
  ...runsCalls,
  ...runnerCalls,
  ...clientsCalls,
  ...signInsCalls,
}

export const isCalled = <O extends Operation & { id: OperationId }>(
  operation: O,
): operation is O & { id: CalledOperationId } => operation.id in calls
