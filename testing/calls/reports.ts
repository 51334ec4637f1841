import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { adam, pages } from './shared.ts'

const params = ({ event }: World) => ({ eventId: event.id })

export const reportsCalls: CallsOf<'reports'> = {
  'reports-create': {
    as: ({ sam }) => sam,
    params,
    body: () => ({ reason: 'spam', comment: 'It is an advertisement.' }),
    status: 204,
  },
  'reports-list': { as: adam, query: { ...pages, state: 'open' }, status: 200 },
  'reports-hide': { as: adam, params, status: 200 },
  'reports-restore': { as: adam, params, status: 200 },
  'reports-dismiss': { as: adam, params, status: 200 },
}
