import type { DeadLetter } from '../../../contract/dead-letters.ts'
import type { ChoreName, ClusterTrouble } from '../../../contract/system.ts'
import type { PlainKey } from '../locales/system.ts'

/** What a message of each topic asks for. */
export const topicNames: Record<DeadLetter['topic'], PlainKey> = {
  'user-registered': 'topic.welcome',
  'registration-requested': 'topic.settle',
  'event-capacity-changed': 'topic.changed',
  'user-notification': 'topic.notify',
  activity: 'topic.activity',
  'cluster-run': 'topic.run',
  'cloud-account-due': 'topic.check',
  'lab-due': 'topic.lab',
  'lab-place': 'topic.place',
  sweep: 'topic.sweep',
}

export const troubleNames: Record<ClusterTrouble, { name: PlainKey; about: PlainKey }> = {
  silent: { name: 'clusters.silent', about: 'clusters.silentAbout' },
  'past-end': { name: 'clusters.pastEnd', about: 'clusters.pastEndAbout' },
  'destroy-failed': { name: 'clusters.destroyFailed', about: 'clusters.destroyFailedAbout' },
}

export const choreNames: Record<ChoreName, PlainKey> = {
  'settle events': 'chore.settle',
  'announce changed events': 'chore.announce',
  'remind attendees': 'chore.remind',
  'send e-mail': 'chore.mail',
  'check cloud accounts': 'chore.accounts',
  'find lost runs': 'chore.lost',
  'run labs': 'chore.labs',
  'end clusters': 'chore.ends',
  'check clusters for drift': 'chore.drift',
  'check links of clusters': 'chore.links',
  'release reserved usernames': 'chore.usernames',
  'finish removals of people': 'chore.removals',
  'find unreadable documents': 'chore.unreadable',
  'apply suspensions': 'chore.suspensions',
  'find people without an account': 'chore.orphans',
}
