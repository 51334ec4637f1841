import { createUnsubscribeToken } from '../../server/notify/mail-token.ts'
import type { CallsOf } from './call.ts'

export const mailCalls: CallsOf<'mail'> = {
  'mail-unsubscribe': { query: { token: createUnsubscribeToken('nobody', 'events') }, status: 200 },
  'mail-unsubscribe-page': {
    query: { token: createUnsubscribeToken('nobody', 'events') },
    status: 303,
  },
}
