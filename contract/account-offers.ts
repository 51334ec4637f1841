import * as z from 'zod'
import { platform } from './cloud-credentials.ts'
import { domainInput } from './cluster-domain.ts'
import { price } from './cluster-parts.ts'
import { budget, stateBucket } from './clusters.ts'
import { id, line, time } from './common.ts'
import { operation } from './operation.ts'
import { person } from './people.ts'
import { username } from './usernames.ts'

/** What the organiser sees in place of the account. */
const label = line(1, 80)

/**
 * accountOffers/{id}: an operator lets one organiser attach labs in an account, up to a budget. No client reads it: the organiser never sees the
 * account.
 */
export const accountOfferDocument = z.object({
  /** The operator who offers the account. */
  ownerId: id,
  accountId: id,
  /** The organiser. */
  personId: id,
  label: z.string(),
  platform,
  region: z.string(),
  stateBucket: z.string().optional(),
  zone: z.string().optional(),
  budget,
  createdAt: time,
  updatedAt: time,
})
export type AccountOfferDocument = z.infer<typeof accountOfferDocument>

/** An offer as the operator sees it. `used` is in US cents: the estimates of attached labs, and what ended labs cost. */
export const accountOffer = z
  .object({
    id,
    accountId: id,
    person: z.object({ uid: id, name: z.string(), username: person.shape.username }),
    label: z.string(),
    region: z.string(),
    budget: price,
    used: price,
    createdAt: time,
  })
  .meta({ id: 'AccountOffer' })
export type AccountOffer = z.infer<typeof accountOffer>

/** The same as the organiser sees it, without the account. */
export const receivedOffer = z
  .object({ id, label: z.string(), platform, budget: price, used: price })
  .meta({ id: 'ReceivedOffer' })
export type ReceivedOffer = z.infer<typeof receivedOffer>

const inAccount = z.strictObject({ accountId: id })
const offerParams = z.strictObject({ offerId: id })

export const accountOfferInput = z.strictObject({
  /** The user name of the organiser. */
  username,
  label,
  region: line(1, 40),
  /** Not for the sandbox. */
  stateBucket: stateBucket.optional(),
  /** A public DNS zone of the account. Not for the sandbox. */
  zone: domainInput.shape.zone.optional(),
  budget,
})
export type AccountOfferInput = z.infer<typeof accountOfferInput>

export const accountOffersCreate = operation({
  id: 'account-offers-create',
  method: 'post',
  path: '/v1/cloud-accounts/{accountId}/offers',
  summary:
    'Offers an account of the caller to an organiser, who attaches labs in it up to a budget and never sees the account.',
  access: 'role',
  limit: 'publish',
  params: inAccount,
  body: accountOfferInput,
  responses: { 201: accountOffer },
  problems: ['not-found', 'account-not-usable', 'conflict'],
})

export const accountOffersList = operation({
  id: 'account-offers-list',
  method: 'get',
  path: '/v1/cloud-accounts/{accountId}/offers',
  summary: 'The offers of an account of the caller, 100 at most, with what each has used.',
  access: 'role',
  limit: 'read',
  params: inAccount,
  responses: { 200: z.object({ items: z.array(accountOffer) }) },
  problems: ['not-found'],
})

export const accountOffersUpdate = operation({
  id: 'account-offers-update',
  method: 'patch',
  path: '/v1/account-offers/{offerId}',
  summary: 'Changes the budget of an offer. It stays at or above what is used.',
  access: 'role',
  limit: 'write',
  params: offerParams,
  body: z.strictObject({ budget }),
  responses: { 200: accountOffer },
  problems: ['not-found', 'over-budget'],
})

export const accountOffersWithdraw = operation({
  id: 'account-offers-withdraw',
  method: 'delete',
  path: '/v1/account-offers/{offerId}',
  summary: 'Withdraws an offer. Labs that are built stay until their end, and labs that wait are not built.',
  access: 'role',
  limit: 'write',
  params: offerParams,
  responses: { 204: null },
  problems: ['not-found'],
})

export const accountOffersMine = operation({
  id: 'account-offers-mine',
  method: 'get',
  path: '/v1/me/account-offers',
  summary: 'The accounts that operators offer the caller for labs, without anything about the accounts.',
  access: 'user',
  limit: 'read',
  responses: { 200: z.object({ items: z.array(receivedOffer) }) },
})
