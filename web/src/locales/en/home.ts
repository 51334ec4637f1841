/** Texts of the next events. */
export default {
  'home.title': 'Next events',
  'home.about': 'Workshops where you do the work yourself. Find one and take a seat.',
  'home.search': 'Search events',
  'home.events': 'Events',
  'home.loading': 'Loading the next events',
  'home.failed': "The events can't be shown.",
  'home.count': '{{count, number}} found',
  'nothing.title': 'Nothing found',
  'nothing.about':
    'No upcoming event matches {{filters}}. The search covers title, place, address, tags and organiser.',
  'nothing.query': '“{{words}}”',
  'nothing.showAll': 'Show all events',
  'none.title': 'No events are planned yet',
  'none.about': 'Events appear here when somebody publishes them.',
} as const
