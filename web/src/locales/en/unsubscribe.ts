/** Texts of the page behind the unsubscribe link in an e-mail. */
export default {
  title: 'Stop these e-mails',
  about: 'We stop sending you e-mail about {{group}}. You still see everything in the app.',
  do: 'Stop these e-mails',
  doing: 'Stopping',
  failed: 'Nothing was changed.',
  'done.title': 'You no longer get these e-mails',
  'done.about': 'You no longer get e-mail about {{group}}. You still see everything in the app.',
  broken:
    'This link is incomplete. Open it from the e-mail again, or choose in your settings which e-mails you get.',
  settings: 'Choose which e-mails you get',
  'group.account': 'your role',
  'group.registrations': 'your seats',
  'group.events': 'the events you go to',
  'group.organising': 'the events you organise',
  'group.clusters': 'your clusters and cloud accounts',
} as const
