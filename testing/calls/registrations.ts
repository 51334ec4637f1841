import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { erik, inDraft, inEvent, organisersOnly, pages, sam } from './shared.ts'

const ofErik = ({ event, erik }: World) => ({ eventId: event.id, userId: erik.uid })

export const registrationsCalls: CallsOf<'registrations'> = {
  'registrations-request': {
    as: sam,
    params: inEvent,
    status: 202,
    refused: [{ what: 'a draft', params: inDraft, code: 'not-found' }],
  },
  'registrations-list': {
    params: inEvent,
    query: { ...pages, state: 'confirmed' },
    status: 200,
    refused: organisersOnly,
  },
  'registrations-mine': { query: pages, status: 200 },
  'registrations-get': {
    as: erik,
    params: ofErik,
    status: 200,
    refused: [{ what: "somebody else's registration", as: sam, code: 'not-found' }],
  },
  'registrations-cancel': {
    as: erik,
    params: ofErik,
    status: 200,
    refused: [{ what: "somebody else's registration", as: sam, code: 'not-found' }],
  },
}
