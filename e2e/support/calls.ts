import type { ProblemCode } from '../../contract/problems.ts'
import { workshop } from './events.ts'
import { type Person, unique } from './people.ts'
import type { World } from './world.ts'

/** How an operation is called so that it succeeds: what a test of its refusals starts from. */
export type Call = {
  /** Olga unless told. */
  as?: (world: World) => Person
  params?: (world: World) => Record<string, string>
  /** Every field of the query, with a value it takes. */
  query?: Record<string, string>
  /** Every field of the body, with a value it takes. */
  body?: (world: World) => Record<string, unknown>
  /** What it answers then. */
  status: number
  /** Who or what is refused, beyond what any operation refuses. */
  refused?: readonly Refused[]
}
export type Refused = Pick<Call, 'as' | 'params' | 'body'> & { what: string; code: ProblemCode }

const sam = ({ sam }: World) => sam
const erik = ({ erik }: World) => erik
const inEvent = ({ event }: World) => ({ eventId: event.id })
const inBegun = ({ begun }: World) => ({ eventId: begun.id })
const inDraft = ({ draft }: World) => ({ eventId: draft.id })
const ofErik = ({ event, erik }: World) => ({ eventId: event.id, userId: erik.uid })
const ofNotice = ({ notice }: World) => ({ notificationId: notice })

const wholeEvent = () =>
  workshop({
    location: {
      kind: 'hybrid',
      name: 'Room 4',
      address: '4 Main Street',
      url: 'https://meet.labseat.test/k8s',
    },
    price: { amount: 2500, currency: 'EUR' },
  })
const eventChange = () => {
  const { state: _state, ...change } = wholeEvent()
  return change
}

/** A stranger is told of a published event that it is not theirs, and of a draft that there is none. */
const organisersOnly: readonly Refused[] = [
  { what: "somebody else's event", as: sam, params: inEvent, code: 'forbidden' },
  { what: "somebody else's draft", as: sam, params: inDraft, code: 'not-found' },
  { what: 'who only has a seat', as: erik, params: inEvent, code: 'forbidden' },
]
const pages = { limit: '5', cursor: '' }

export const calls: Readonly<Record<string, Call>> = {
  'auth-register': {
    body: ({ newcomer }) => newcomer,
    status: 201,
    refused: [
      {
        what: 'a username that is taken',
        body: ({ newcomer, olga }) => ({ ...newcomer, username: olga.username }),
        code: 'username-taken',
      },
      {
        what: 'a username that is reserved',
        body: ({ newcomer }) => ({ ...newcomer, username: 'admin' }),
        code: 'username-taken',
      },
      {
        what: 'a password of 7 characters',
        body: ({ newcomer }) => ({ ...newcomer, password: '1234567' }),
        code: 'password-too-short',
      },
      {
        what: 'an address that is none',
        body: ({ newcomer }) => ({ ...newcomer, email: 'nina@' }),
        code: 'invalid-input',
      },
    ],
  },
  'usernames-get': { params: () => ({ username: `free-${unique()}` }), status: 200 },
  'me-get': { status: 200 },
  'me-update': { body: () => ({ firstName: 'Olga', lastName: 'Organiser' }), status: 200 },
  'auth-record-sign-in': { status: 204 },
  'me-revoke-sessions': { status: 200 },
  'events-create': { body: wholeEvent, status: 201 },
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
    params: inDraft,
    status: 200,
    refused: [{ what: "somebody else's draft", as: sam, code: 'not-found' }],
  },
  'events-update': { params: inEvent, body: eventChange, status: 200, refused: organisersOnly },
  'events-publish': { params: inDraft, status: 200, refused: organisersOnly },
  'events-cancel': { params: inEvent, status: 200, refused: organisersOnly },
  'events-delete': {
    params: inDraft,
    status: 204,
    refused: [
      ...organisersOnly,

      { what: 'an event with people in it', params: inEvent, code: 'has-registrations' },
    ],
  },
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
  'reviews-create': {
    as: erik,
    params: inBegun,
    body: () => ({ rating: 5, comment: 'We built it, and took it down again.' }),
    // He wrote one before.
    status: 200,
    refused: [
      { what: 'who had no seat', as: sam, code: 'no-seat' },
      { what: 'its organiser without a seat', as: ({ olga }) => olga, code: 'no-seat' },
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
  'notifications-list': { query: pages, status: 200 },
  'notifications-read-all': { as: erik, status: 204 },
  'notifications-update': {
    as: erik,
    params: ofNotice,
    body: () => ({ read: true }),
    status: 200,
    refused: [{ what: "somebody else's notification", as: sam, code: 'not-found' }],
  },
  'notifications-delete': {
    as: erik,
    params: ofNotice,
    status: 204,
    refused: [{ what: "somebody else's notification", as: sam, code: 'not-found' }],
  },
}
