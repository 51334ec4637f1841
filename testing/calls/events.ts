import { inHours, workshop } from '../events.ts'
import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { inDraft, inEvent, organisersOnly, pages, sam } from './shared.ts'

const wholeEvent = () =>
  workshop({
    location: {
      kind: 'hybrid',
      name: 'Room 4',
      address: '4 Main Street',
      url: 'https://meet.labseat.test/k8s',
    },
    price: { amount: 2500, currency: 'EUR' },
    registrationOpensAt: inHours(1),
    registrationClosesAt: inHours(40),
  })
const eventChange = () => {
  const { state: _state, ...change } = wholeEvent()
  return { ...change, notify: true }
}

const begun = {
  what: 'an event that has begun',
  params: ({ begun }: World) => ({ eventId: begun.id }),
  code: 'event-begun',
} as const

/** Registration of an event that comes may have opened, and may be closed. */
const pastRegistration = ['registrationOpensAt in the past', 'registrationClosesAt in the past']

export const eventsCalls: CallsOf<'events'> = {
  'events-create': { body: wholeEvent, accepted: pastRegistration, status: 201 },
  'events-list': {
    query: {
      ...pages,
      query: 'kubernetes',
      tag: 'go',
      from: '2030-01-01T00:00:00Z',
      to: '2031-01-01T00:00:00Z',
      owner: 'x',
    },
    status: 200,
  },
  'events-mine': { query: pages, status: 200 },
  'events-get': {
    action: 'events-read-draft',
    params: inDraft,
    status: 200,
    refused: [{ what: "somebody else's draft", as: sam, code: 'not-found' }],
  },
  'events-update': {
    params: inEvent,
    body: eventChange,
    accepted: pastRegistration,
    status: 200,
    refused: organisersOnly,
  },
  'events-publish': { params: inDraft, status: 200, refused: organisersOnly },
  'events-cancel': { params: inEvent, status: 200, refused: [...organisersOnly, begun] },
  'events-delete': {
    params: inDraft,
    status: 204,
    refused: [
      ...organisersOnly,
      begun,
      { what: 'an event with people in it', params: inEvent, code: 'has-registrations' },
    ],
  },
  'events-message': {
    params: inEvent,
    body: () => ({ messageId: 'one', text: 'We begin in five minutes.', to: 'everybody' }),
    excluded: ['userId'],
    status: 202,
    refused: [
      ...organisersOnly,
      { what: 'a draft', params: inDraft, code: 'conflict' },
      {
        what: 'a person without a seat',
        body: ({ olga }) => ({ messageId: 'two', text: 'Hello', to: 'person', userId: olga.uid }),
        code: 'conflict',
      },
      {
        what: 'one person whom the request does not name',
        body: () => ({ messageId: 'two', text: 'Hello', to: 'person' }),
        code: 'invalid-input',
      },
    ],
  },
}
