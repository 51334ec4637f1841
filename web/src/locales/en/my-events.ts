/** Texts of the list of a person's events. */
export default {
  'mine.title': 'Your events',
  'mine.loading': 'Loading your events',
  'mine.failed': "Your events can't be shown right now. Nothing is lost.",
  'mine.none': 'You have no events yet',
  'mine.noneAbout':
    'Create an event, preview it, and publish it when it is ready. Then people can take seats.',
  'mine.now': 'Now',
  'mine.coming': 'Coming up',
  'mine.past': 'Past',
  'mine.limit': 'Only your {{limit, number}} latest events are shown.',
  'mine.taken': '{{taken, number}} of {{capacity, number}} seats taken',
} as const
