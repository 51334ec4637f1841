/** Texts around every page, and the page for unknown addresses. */
export default {
  'shell.skip': 'Skip to content',
  'shell.claim': 'Labseat: one seat, one lab.',
  'shell.developers': 'API for developers',
  'shell.loading': 'Loading the page',
  'shell.connectionLost':
    'Connection lost. What you see may be out of date. It updates when you are back online.',
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
  'who.looking': 'Checking who you are',
  'who.failed': "We can't check who you are",
  'suspended.title': 'Your account is suspended',
  'suspended.about':
    'An admin has suspended your account, so you can’t do anything here for now. You keep your seats. Your events are hidden. If you think this is a mistake, contact the people who run this Labseat. When they let you in again, sign in.',
  'suspended.public': 'You can still see public pages when you are signed out.',
  'notFound.title': 'Page not found',
  'notFound.about': 'The address may be wrong, or the page is gone.',
} as const
