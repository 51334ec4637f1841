/** Texts of the settings, and of the page after an account is deleted. */
export default {
  title: 'Settings',
  sections: 'Sections',
  loading: 'Loading your profile',
  failed: "We can't show your profile.",
  saved: 'Saved.',

  'profile.title': 'Profile',
  'profile.about':
    'Organisers see your name when you take a seat. It is also shown on the events you organise.',
  'profile.save': 'Save profile',
  'profile.failed': 'Your profile was not changed.',
  'profile.unsure': "We can't tell whether your profile was changed.",
  'interests.label': 'Interests',
  'interests.hint': 'Up to 20, separated by commas.',
  'interests.example': 'kubernetes, data, machine learning',

  'picture.title': 'Picture',
  'picture.about':
    'We crop it to a square and show it beside your name. Without a picture we show your initials.',
  'picture.choose': 'Choose a picture',
  'picture.saving': 'Saving the picture',
  'picture.remove': 'Remove the picture',
  'picture.removing': 'Removing',
  'picture.failed': 'Your picture was not changed.',
  'picture.unsure': "We can't tell whether your picture was changed.",
  'picture.unreadable': 'Your browser can’t read this file. Choose a JPEG, PNG, WebP or GIF.',
  'picture.tooLarge': 'Choose a picture of at most 20 MB.',

  'username.title': 'Username',
  'username.about':
    'Organisers see it beside your name. When you change it, somebody else can take the old one at once.',
  'username.save': 'Change username',
  'username.doing': 'Changing',
  'username.failed': 'Your username was not changed.',
  'username.unsure': "We can't tell whether your username was changed.",

  'email.title': 'E-mail',
  'email.about': 'You sign in with this address, and we write to it.',

  'password.title': 'Password',
  'password.about': 'When you change it, you stay signed in here and are signed out everywhere else.',
  'password.current': 'Current password',
  'password.new': 'New password',
  'password.save': 'Change password',
  'password.doing': 'Changing',
  'password.failed': 'Your password was not changed.',
  'password.unsure': "We can't tell whether your password was changed.",
  'password.changed': 'Your password has changed. You are signed out everywhere else.',

  'factor.title': 'Second factor',
  'factor.about':
    'With a second factor, each sign-in also asks for a code, from an app or from a message to your phone.',

  'sessions.title': 'Where you are signed in',
  'sessions.about': 'If you think somebody else uses your account, sign out everywhere else.',

  'display.title': 'Language and display',
  'display.about': 'We save this in your profile, so it is the same on every device.',
  'display.failed': 'Your choice was not saved.',
  'language.label': 'Language',
  'language.english': 'English',
  'zone.label': 'Time zone',
  'zone.hint': 'Events show their local time, and your time if it differs.',
  'zone.device': 'Same as this device: {{zone}}',
  'theme.label': 'Theme',

  'mail.title': 'E-mail we send',
  'mail.about': 'You always get notifications in the app.',
  'mail.registrations': 'Seats',
  'mail.registrationsAbout': 'When you get a seat, join the waiting list, move up or lose a seat.',
  'mail.events': 'Events you go to',
  'mail.eventsAbout': 'When they change or are cancelled, and a reminder before they start.',
  'mail.organising': 'Events you organise',
  'mail.organisingAbout': 'New registrations and reviews.',
  'mail.account': 'Your account',
  'mail.accountAbout':
    'When you join and when your role changes. We always send e-mail about the safety of your account.',
  'mail.clusters': 'Clusters and cloud accounts',
  'mail.clustersAbout':
    'When a cluster is ready, fails, is about to end or is destroyed. When a cloud account is connected or stops working.',

  'calendar.title': 'Your calendar',
  'calendar.about':
    'Your seats in Google Calendar, Outlook, Apple Calendar or another program, up to date. Add this address there as a calendar to follow. Keep it secret: everybody who has it sees your events and their links.',
  'export.title': 'Your data',
  'export.about':
    'One JSON file with your profile, registrations, events, reviews, notifications, activity and cloud accounts.',
  'export.do': 'Download your data',
  'export.doing': 'Collecting your data',
  'export.failed': 'Nothing was downloaded.',
  'export.done': 'The file is in your downloads.',

  'delete.title': 'Delete account',
  'delete.about': 'This deletes your account and your data permanently.',
  'delete.open': 'Delete account',
  'delete.ask': 'Delete your account?',
  'delete.goes':
    'The next people in line get your seats. We permanently delete your profile, picture, username, drafts, notifications and the credentials of your cloud accounts.',
  'delete.stays': 'Your reviews and past events stay, under the name “former member”.',
  'delete.username': 'Type {{username}} to confirm',
  'delete.password': 'Your password',
  'delete.wrongPassword': 'The password is wrong.',
  'delete.again': 'Sign out and sign in again. Then delete your account within 15 minutes.',
  'delete.do': 'Delete everything',
  'delete.doing': 'Deleting everything',
  'delete.keep': 'Cancel',
  'delete.failed': 'Your account was not deleted.',
  'delete.unsure': "We can't tell whether your account was deleted.",
  'goodbye.title': 'Your account is deleted',
  'goodbye.about':
    'We passed on your seats and deleted your personal data. You can sign up again at any time.',
} as const
