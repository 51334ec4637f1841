import { inHours } from '../events.ts'
import { labChoice } from '../labs.ts'
import type { World } from '../world.ts'
import type { CallsOf, Refused } from './call.ts'
import { erik, inEvent, organisersOnly, otto, sam } from './shared.ts'

const inCourse = ({ course }: World) => ({ eventId: course?.id ?? '' })
const choice =
  (change: object = {}) =>
  ({ account }: World) => ({ ...labChoice(account?.id ?? ''), ...change })

const placeOf =
  (who: 'erik' | 'sam') =>
  ({ event, [who]: person }: World) => ({ eventId: event.id, userId: person.uid })
const [placeOfErik, placeOfSam] = [placeOf('erik'), placeOf('sam')]
/** A stranger, and somebody who only has a seat, at the place of another person. */
const ofPlaces: readonly Refused[] = [
  { what: "a place at somebody else's event", as: sam, code: 'forbidden' },
  { what: 'a person without a place', params: placeOfSam, code: 'not-found' },
]
const ownPlace = {
  as: erik,
  params: ({ begun }: World) => ({ eventId: begun.id, userId: 'me' }),
  status: 204,
  refused: [
    { what: 'who has no seat', as: sam, code: 'no-seat' },
    {
      what: "a stranger at somebody else's place",
      as: sam,
      params: ({ begun, erik }: World) => ({ eventId: begun.id, userId: erik.uid }),
      code: 'not-found',
    },
    {
      what: 'a lab that is not built yet',
      params: ({ event }: World) => ({ eventId: event.id, userId: 'me' }),
      code: 'lab-not-open',
    },
  ],
} as const

export const labsCalls: CallsOf<'labs'> = {
  'labs-get': {
    params: inEvent,
    query: { capacity: '20' },
    status: 200,
    refused: [
      { what: 'who has no seat', as: sam, code: 'no-seat' },
      { what: 'an event without a lab', params: inCourse, code: 'not-found' },
    ],
  },
  'labs-attach': {
    as: otto,
    action: 'cloud-account-use',
    params: inCourse,
    body: choice(),
    // The sandbox has no buckets and no names.
    excluded: ['stateBucket', 'zone', 'offerId'],
    accepted: ['cores of 1.5', 'endMinutes of 0'],
    status: 200,
    refused: [
      { what: "somebody else's event", params: inEvent, code: 'forbidden' },
      {
        what: 'materials on this machine',
        body: choice({ materials: 'file:///etc/passwd' }),
        code: 'invalid-input',
      },
      {
        what: 'materials inside a network',
        body: choice({ materials: 'https://10.0.0.1/x' }),
        code: 'invalid-input',
      },
      { what: 'a region that does not exist', body: choice({ region: 'atlantis-1' }), code: 'invalid-input' },
      { what: 'an account that is not there', body: choice({ accountId: 'nowhere' }), code: 'not-found' },
    ],
  },
  'labs-remove': {
    params: inEvent,
    status: 202,
    refused: organisersOnly.filter(({ code }) => code === 'forbidden'),
  },
  'labs-extend': {
    params: inEvent,
    body: () => ({ endsAt: inHours(54) }),
    status: 200,
    refused: [
      ...organisersOnly.filter(({ code }) => code === 'forbidden'),
      { what: 'an end in the past', body: () => ({ endsAt: inHours(-1) }), code: 'invalid-input' },
      { what: 'an end in a month', body: () => ({ endsAt: inHours(24 * 30) }), code: 'invalid-input' },
    ],
  },
  'labs-update': {
    as: otto,
    action: 'cloud-account-manage',
    params: inEvent,
    body: () => ({ budget: { amount: 20_000, currency: 'USD' } }),
    status: 200,
    refused: [{ what: 'an event without a lab', params: inCourse, code: 'not-found' }],
  },
  'labs-rehearse': {
    params: inEvent,
    status: 202,
    refused: organisersOnly.filter(({ code }) => code === 'forbidden'),
  },
  'labs-end-rehearsal': {
    params: inEvent,
    status: 202,
    refused: organisersOnly.filter(({ code }) => code === 'forbidden'),
  },
  'labs-open': {
    as: erik,
    params: inEvent,
    status: 200,
    refused: [
      { what: 'who has no seat', as: sam, code: 'no-seat' },
      { what: 'an organiser without a seat', as: ({ olga }) => olga, code: 'no-seat' },
      { what: 'an event without a lab', params: inCourse, code: 'not-found' },
    ],
  },
  'labs-restart': ownPlace,
  'labs-reset': ownPlace,
  'labs-stop': ownPlace,
  'labs-download': {
    as: erik,
    params: ({ begun }) => ({ eventId: begun.id }),
    status: 200,
    refused: [
      {
        what: 'who has never opened the lab',
        as: sam,
        params: ({ begun }) => ({ eventId: begun.id }),
        code: 'no-seat',
      },
      { what: 'an event without a lab', params: inCourse, code: 'not-found' },
    ],
  },
  'labs-set-hand': {
    action: 'lab-places-manage',
    params: placeOfErik,
    body: () => ({ raised: false }),
    status: 204,
    refused: [
      { what: "a place at somebody else's event", as: sam, code: 'forbidden' },
      { what: "somebody else's hand, upwards", body: () => ({ raised: true }), code: 'forbidden' },
      { what: 'a person without a place', params: placeOfSam, code: 'not-found' },
      { what: 'who has no seat', as: sam, params: placeOfSam, code: 'no-seat' },
    ],
  },
  'labs-ask-help': {
    action: 'lab-places-manage',
    params: placeOfErik,
    status: 204,
    refused: [
      ...ofPlaces,
      { what: 'a person whom another organiser has asked', as: ({ cora }) => cora, code: 'help-taken' },
    ],
  },
  'labs-allow-help': {
    as: erik,
    params: inEvent,
    body: ({ olga }) => ({ askedBy: olga?.uid ?? '' }),
    status: 204,
    refused: [
      { what: 'who has no seat', as: sam, code: 'no-seat' },
      {
        what: 'an organiser who has not asked',
        body: ({ cora }) => ({ askedBy: cora?.uid ?? '' }),
        code: 'no-consent',
      },
    ],
  },
  'labs-end-help': {
    action: 'lab-places-manage',
    params: placeOfErik,
    status: 204,
    refused: ofPlaces,
  },
  'labs-open-help': {
    action: 'lab-places-manage',
    params: placeOfErik,
    status: 200,
    refused: [
      ...ofPlaces,
      { what: 'an organiser who has not asked', as: ({ cora }) => cora, code: 'no-consent' },
    ],
  },
  'labs-restart-places': {
    action: 'lab-places-manage',
    params: ({ begun }) => ({ eventId: begun.id }),
    status: 202,
    refused: organisersOnly.filter(({ code }) => code === 'forbidden'),
  },
}
