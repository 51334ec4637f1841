import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { erik, pages, sam } from './shared.ts'

const ofNotice = ({ notice }: World) => ({ notificationId: notice })

export const notificationsCalls: CallsOf<'notifications'> = {
  'notifications-list': { query: { ...pages, unread: 'true' }, status: 200 },
  'notifications-read-all': { as: erik, status: 204 },
  'notifications-update': {
    as: erik,
    params: ofNotice,
    body: () => ({ read: true }),
    status: 200,
    refused: [{ what: "somebody else's notification", as: sam, code: 'not-found' }],
  },
  'notifications-clear': { as: erik, status: 204 },
  'notifications-delete': {
    as: erik,
    params: ofNotice,
    status: 204,
    refused: [{ what: "somebody else's notification", as: sam, code: 'not-found' }],
  },
}
