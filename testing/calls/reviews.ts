import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { erik, inDraft, inEvent, pages, sam } from './shared.ts'

const inBegun = ({ begun }: World) => ({ eventId: begun.id })

export const reviewsCalls: CallsOf<'reviews'> = {
  'reviews-create': {
    as: erik,
    params: inBegun,
    body: () => ({ rating: 5, comment: 'We built it, and took it down again.' }),
    // Erik has written a review already.
    status: 200,
    refused: [
      { what: 'who had no seat', as: sam, code: 'no-seat' },
      { what: 'its organiser', as: ({ olga }) => olga, code: 'forbidden' },
      { what: 'an event that has not begun', params: inEvent, code: 'event-not-begun' },
      { what: 'a draft', params: inDraft, code: 'not-found' },
    ],
  },
  'reviews-list': {
    params: inBegun,
    query: { ...pages, rating: '5' },
    status: 200,
    refused: [{ what: 'a draft', params: inDraft, code: 'not-found' }],
  },
  'reviews-delete': {
    as: erik,
    params: ({ begun }) => ({ eventId: begun.id, reviewId: 'me' }),
    otherParams: ({ begun, erik }) => ({ eventId: begun.id, reviewId: erik.uid }),
    status: 204,
    refused: [
      {
        what: "somebody else's review",
        as: sam,
        params: ({ erik }) => ({ reviewId: erik.uid }),
        code: 'forbidden',
      },
      {
        what: "a participant's review, by the organiser",
        as: ({ olga }) => olga,
        params: ({ erik }) => ({ reviewId: erik.uid }),
        code: 'forbidden',
      },
      { what: 'a review one never wrote', as: sam, code: 'not-found' },
    ],
  },
}
