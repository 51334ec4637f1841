/** The bell and the list under it. */
export default {
  title: 'Notifications',
  bell: 'Notifications, {{unread, number}} unread',
  news: 'New notification: {{title}}',
  failed: "Notifications can't be shown right now. None is lost.",
  empty:
    'Nothing yet. When you get a seat, move up a waiting list or somebody takes a seat at your event, it shows here.',
  unread: 'Unread:',
  'mark.one': 'Mark read',
  'mark.all': 'Mark all read',
  'mark.doing': 'Marking',
  delete: 'Delete',
  'action.failed': 'That did not work; nothing was changed.',
  'action.unsure': "We can't tell whether that worked.",
} as const
