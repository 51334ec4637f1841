import { activityList } from './activity.ts'
import { avatarsGet, meDeleteAvatar, meSetAvatar } from './avatars.ts'
import {
  cloudAccountsBuckets,
  cloudAccountsCreate,
  cloudAccountsCreateBucket,
  cloudAccountsDelete,
  cloudAccountsGet,
  cloudAccountsList,
  cloudAccountsObjects,
  cloudAccountsRotate,
  cloudAccountsUpdate,
  cloudAccountsVerify,
} from './cloud-accounts.ts'
import { cloudTrustGet } from './cloud-trust.ts'
import {
  eventsCancel,
  eventsCreate,
  eventsDelete,
  eventsGet,
  eventsList,
  eventsMine,
  eventsPublish,
  eventsUpdate,
} from './events.ts'
import { healthGet } from './health.ts'
import { mailUnsubscribe } from './mails.ts'
import {
  notificationsClear,
  notificationsDelete,
  notificationsList,
  notificationsReadAll,
  notificationsUpdate,
} from './notifications.ts'
import type { Operation } from './operation.ts'
import {
  authRegister,
  meChangePassword,
  meChangeUsername,
  meDelete,
  meExport,
  meGet,
  meUpdate,
} from './people.ts'
import {
  registrationsCancel,
  registrationsGet,
  registrationsList,
  registrationsMine,
  registrationsRequest,
} from './registrations.ts'
import { reviewsCreate, reviewsDelete, reviewsList } from './reviews.ts'
import {
  authRecordSignIn,
  authRequestPasswordReset,
  authResendVerification,
  meChangeEmail,
  meRevokeSessions,
} from './sign-in.ts'
import { usernamesGet } from './usernames.ts'
import { usersList, usersSetRole, usersSuspend } from './users.ts'

/** Every HTTP endpoint, in the order the documentation lists them. */
export const operations: readonly Operation[] = [
  healthGet,
  authRegister,
  usernamesGet,
  meGet,
  meUpdate,
  authRecordSignIn,
  authResendVerification,
  authRequestPasswordReset,
  meChangeEmail,
  meRevokeSessions,
  meChangeUsername,
  meChangePassword,
  meSetAvatar,
  meDeleteAvatar,
  avatarsGet,
  meExport,
  meDelete,
  eventsCreate,
  eventsList,
  eventsMine,
  eventsGet,
  eventsUpdate,
  eventsPublish,
  eventsCancel,
  eventsDelete,
  registrationsRequest,
  registrationsList,
  registrationsMine,
  registrationsGet,
  registrationsCancel,
  reviewsCreate,
  reviewsList,
  reviewsDelete,
  notificationsList,
  notificationsReadAll,
  notificationsUpdate,
  notificationsDelete,
  usersList,
  usersSetRole,
  usersSuspend,
  activityList,
  notificationsClear,
  mailUnsubscribe,
  cloudTrustGet,
  cloudAccountsCreate,
  cloudAccountsList,
  cloudAccountsGet,
  cloudAccountsUpdate,
  cloudAccountsVerify,
  cloudAccountsRotate,
  cloudAccountsDelete,
  cloudAccountsBuckets,
  cloudAccountsCreateBucket,
  cloudAccountsObjects,
]
