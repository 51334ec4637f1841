/** Texts about calendars: the links of an event, and the secret address in the settings. */
export default {
  google: 'Google Calendar',
  outlook: 'Outlook.com',
  microsoft365: 'Microsoft 365',
  file: 'Apple and other calendars (.ics file)',
  follow: 'Follow all events of {{name}}',
  'feed.failed': "The address can't be shown",
  'feed.address': 'Address',
  'feed.open': 'Open in your calendar program',
  'feed.replace': 'Make a new address',
  'feed.question': 'Make a new address?',
  'feed.loss': 'Calendars that follow the address of today stop. Add the new address to them.',
  'feed.replacing': 'Making a new address',
  'feed.keep': 'Keep the address',
  'feed.notReplaced': 'The address of today still works.',
  'feed.unsure': 'Reload this page to see which address works.',
  'feed.replaced': 'This is the new address. The earlier one has stopped working.',
} as const
