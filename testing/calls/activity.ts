import type { CallsOf } from './call.ts'
import { adam, pages } from './shared.ts'

export const activityCalls: CallsOf<'activity'> = {
  'activity-list': {
    as: adam,
    query: {
      ...pages,
      actor: 'x',
      thing: 'events/x',
      action: 'events-create',
      from: '2026-01-01T00:00:00Z',
      to: '2031-01-01T00:00:00Z',
    },
    status: 200,
  },
}
