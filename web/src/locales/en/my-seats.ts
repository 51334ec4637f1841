/** Texts of the list of a person's seats. */
export default {
  'list.title': 'My seats',
  'list.loading': 'Loading your seats',
  'list.failed': "Your seats can't be shown right now. You still have them.",
  'list.eventsFailed': "The events of your seats can't be shown. You still have your seats.",
  'list.none': 'You have no seats yet',
  'list.noneAbout': 'Your seats and your places on waiting lists appear here.',
  'list.now': 'Now',
  'list.coming': 'Coming up',
  'list.earlier': 'Earlier',
  'list.removed': 'This event is not available',
} as const
