import type { ActivityItem } from '../../../contract/activity.ts'
import { type PlainKey, t } from '../locales/activity.ts'

/** The text of each action. A former action that is no longer listed shows its own name. */
const names = {
  'auth-register': 'action.signUp',
  'auth-record-sign-in': 'action.signIn',
  'auth-resend-verification': 'action.resend',
  'me-get': 'action.firstProfile',
  'me-update': 'action.profile',
  'me-change-username': 'action.username',
  'me-change-password': 'action.password',
  'me-change-email': 'action.email',
  'me-revoke-sessions': 'action.sessions',
  'me-delete': 'action.leave',
  'me-set-avatar': 'action.picture',
  'me-delete-avatar': 'action.noPicture',
  'events-create': 'action.eventCreate',
  'events-update': 'action.eventUpdate',
  'events-publish': 'action.eventPublish',
  'events-cancel': 'action.eventCancel',
  'events-delete': 'action.eventDelete',
  'registrations-request': 'action.seatRequest',
  'registrations-cancel': 'action.seatCancel',
  'registrations-settle': 'action.settle',
  'labs-attach': 'action.labAttach',
  'labs-remove': 'action.labRemove',
  'labs-extend': 'action.labExtend',
  'labs-restart': 'action.labRestart',
  'labs-reset': 'action.labReset',
  'labs-stop': 'action.labStop',
  'labs-update': 'action.labUpdate',
  'labs-rehearse': 'action.labRehearse',
  'labs-end-rehearsal': 'action.labEndRehearsal',
  'account-offers-create': 'action.offerCreate',
  'account-offers-update': 'action.offerUpdate',
  'account-offers-withdraw': 'action.offerWithdraw',
  'labs-build': 'action.labBuild',
  'labs-run': 'action.labRun',
  'labs-set-hand': 'action.labHand',
  'labs-ask-help': 'action.labAskHelp',
  'labs-allow-help': 'action.labAllowHelp',
  'labs-end-help': 'action.labEndHelp',
  'labs-open-help': 'action.labOpenHelp',
  'labs-restart-places': 'action.labRestartAll',
  'events-message': 'action.eventMessage',
  'reviews-create': 'action.review',
  'reviews-delete': 'action.reviewDelete',
  'reports-create': 'action.report',
  'reports-hide': 'action.reportHide',
  'reports-restore': 'action.reportRestore',
  'reports-dismiss': 'action.reportDismiss',
  'mail-unsubscribe': 'action.mailGroup',
  'users-set-role': 'action.role',
  'users-suspend': 'action.suspend',
  'roles-grant': 'action.grant',
  'dead-letters-replay': 'action.replay',
  'dead-letters-discard': 'action.discard',
  'clients-create': 'action.clientCreate',
  'clients-update': 'action.clientUpdate',
  'clients-rotate': 'action.clientRotate',
  'clients-delete': 'action.clientDelete',
  'cloud-accounts-create': 'action.cloudConnect',
  'cloud-accounts-update': 'action.cloudUpdate',
  'cloud-accounts-verify': 'action.cloudVerify',
  'cloud-accounts-check': 'action.cloudCheck',
  'cloud-accounts-rotate': 'action.cloudRotate',
  'cloud-accounts-create-bucket': 'action.cloudBucket',
  'cloud-accounts-delete': 'action.cloudDelete',
  'clusters-create': 'action.clusterCreate',
  'clusters-update': 'action.clusterUpdate',
  'clusters-delete': 'action.clusterDelete',
  'clusters-cancel': 'action.clusterCancel',
  'clusters-retry': 'action.clusterRetry',
  'clusters-undo-change': 'action.clusterUndoChange',
  'clusters-unlock': 'action.clusterUnlock',
  'clusters-forget': 'action.clusterForget',
  'clusters-extend': 'action.clusterExtend',
  'clusters-check-drift': 'action.clusterDrift',
  'clusters-end': 'action.clusterEnd',
  'runs-approve': 'action.runApprove',
  'runner-claim': 'action.runClaim',
  'runner-progress': 'action.runProgress',
  'runs-lost': 'action.runLost',
  'runs-discard': 'action.runDiscard',
} as const satisfies Record<string, PlainKey>
type Known = keyof typeof names

export const actions = Object.keys(names) as Known[]

export const actionName = (action: string): string =>
  Object.hasOwn(names, action) ? t(names[action as Known]) : action

/** What was done, as precisely as the record allows. */
export const describeActivity = ({ action, details }: Pick<ActivityItem, 'action' | 'details'>): string => {
  if (action === 'users-suspend' && details?.suspended)
    return details.suspended === 'true' ? t('action.suspended') : t('action.letIn')
  return actionName(action)
}
