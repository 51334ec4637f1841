import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { otto } from './shared.ts'

const ofAccount = ({ account }: World) => ({ accountId: account.id })
const ofOffer = ({ offerId }: World) => ({ offerId })
const budget = { amount: 30_000, currency: 'USD' } as const
const offer =
  (change: object = {}) =>
  ({ cora }: World) => ({
    username: cora?.username ?? '',
    label: 'For courses',
    region: 'local',
    budget,
    ...change,
  })

export const accountOffersCalls: CallsOf<'account-offers'> = {
  'account-offers-create': {
    as: otto,
    action: 'cloud-account-use',
    params: ofAccount,
    body: offer(),
    // The sandbox has no buckets and no names.
    excluded: ['stateBucket', 'zone'],
    status: 201,
    refused: [
      {
        what: 'a person who is not there',
        body: offer({ username: 'nobody-at-all' }),
        code: 'invalid-input',
      },
      { what: 'a region that does not exist', body: offer({ region: 'atlantis-1' }), code: 'invalid-input' },
      {
        what: 'a second offer to the same person',
        body: (world) => ({ ...offer()(world), username: world.olga?.username ?? '' }),
        code: 'conflict',
      },
    ],
  },
  'account-offers-list': { as: otto, action: 'cloud-account-use', params: ofAccount, status: 200 },
  'account-offers-update': {
    as: otto,
    action: 'cloud-account-use',
    params: ofOffer,
    body: () => ({ budget }),
    status: 200,
  },
  'account-offers-withdraw': { as: otto, action: 'cloud-account-use', params: ofOffer, status: 204 },
  'account-offers-mine': { status: 200 },
}
