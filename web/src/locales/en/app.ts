/** What stands around every page, and the page that is not there. */
export default {
  'shell.skip': 'Skip to content',
  'shell.claim': 'Labseat: one seat, one lab.',
  'shell.loading': 'Loading the page',
  'shell.connectionLost': 'Connection lost. What you see may be out of date; it catches up by itself.',
  'nav.main': 'Main',
  'nav.events': 'Events',
  'nav.seats': 'My seats',
  'nav.organise': 'Organise',
  'nav.cloud': 'Cloud',
  'nav.admin': 'Admin',
  'nav.settings': 'Settings',
  'nav.signIn': 'Sign in',
  'nav.signUp': 'Sign up',
  'nav.signOut': 'Sign out',
  'account.label': 'Your account',
  'account.of': 'Account of {{name}}',
  'who.looking': 'Finding out who you are',
  'who.failed': "We can't see who you are",
  'suspended.title': 'Your account is suspended',
  'suspended.about':
    'An admin has suspended it, so there is nothing you can do here for now. Your seats and events are kept. If you think it is a mistake, write to whoever runs this Labseat; once they let you in again, sign in and go on.',
  'suspended.public': 'What is public you can still see signed out.',
  'notFound.title': 'There is no such page',
  'notFound.about':
    'The address may be mistyped, or what was here is gone. The events are still where they were.',
} as const
