/** The page that a link in an e-mail leads to. */
export default {
  title: 'Stop these e-mails',
  about: 'Labseat then sends you no more e-mail about {{group}}. Everything still shows in the app.',
  do: 'Stop these e-mails',
  doing: 'Stopping',
  failed: 'Nothing was changed.',
  'done.title': 'No more of these e-mails',
  'done.about': 'You get no more e-mail about {{group}}. Everything still shows in the app.',
  broken: 'This link is not complete. Open it in the e-mail again, or choose in your settings what you get.',
  settings: 'Choose what you get by e-mail',
  'group.account': 'your account',
  'group.registrations': 'your seats',
  'group.events': 'changes and reminders of events you go to',
  'group.organising': 'the events you organise',
  'group.clusters': 'your labs and cloud accounts',
} as const
