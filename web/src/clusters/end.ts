import type { FieldErrors, Resolver } from 'react-hook-form'
import { Temporal } from 'temporal-polyfill'
import { isSkipped, toMoment, toWall } from '../lib/wall-time.ts'
import { type PlainKey, t } from '../locales/clusters.ts'
import { t as common } from '../locales/common.ts'
import { ownZone } from '../ui/time.ts'

/** The controls that say when a cluster ends. */
export type EndForm = {
  /** Empty until a person chooses: a default would end a cluster by surprise, or let it cost money for months. */
  ending: '' | 'at' | 'never'
  /** Wall time in the viewer's zone. */
  expiresAt: string
}

/** The moment in RFC 3339; null for a cluster without an end, and while there is no time. */
export const endFrom = ({ ending, expiresAt }: EndForm): string | null =>
  ending === 'at' && expiresAt ? toMoment(expiresAt, ownZone()) : null

const endErrors = ({ ending, expiresAt }: EndForm): FieldErrors<EndForm> => {
  if (ending === '') return { ending: { type: 'required', message: t('end.required') } }
  const lacksTime = ending === 'at' && !expiresAt
  if (lacksTime) return { expiresAt: { type: 'required', message: t('end.timeRequired') } }
  const isMissing = ending === 'at' && isSkipped(expiresAt, ownZone())
  return isMissing ? { expiresAt: { type: 'skipped', message: common('time.skipped') } } : {}
}

/** Adds the choice of the end to a resolver, because the contract does not require an end. */
export const requireEnd =
  <Form extends EndForm, Values>(resolve: Resolver<Form, unknown, Values>): Resolver<Form, unknown, Values> =>
  async (form, context, options) => {
    const result = await resolve(form, context, options)
    const errors = endErrors(form)
    return Object.keys(errors).length > 0
      ? { values: {}, errors: { ...result.errors, ...errors } as FieldErrors<Form> }
      : result
  }

const hourMs = 3600_000
const fiveMinutesMs = 300_000

/** Wall time in the viewer's zone, at the next full five minutes. */
export const hoursFromNow = (hours: number, now = Date.now(), zone = ownZone()): string => {
  const at = Math.ceil((now + hours * hourMs) / fiveMinutesMs) * fiveMinutesMs
  return toWall(new Date(at).toISOString(), zone)
}

/** 22:00 as wall time in the viewer's zone; null if it is less than an hour away. */
export const eveningIn = (days: number, now = Date.now(), zone = ownZone()): string | null => {
  const wall = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days })
    .toPlainDateTime('22:00')
    .toString({ smallestUnit: 'minute' })
  return Date.parse(toMoment(wall, zone)) - now > hourMs + 60_000 ? wall : null
}

/** Quick choices of a time; null if it is too early. */
export const quickTimes: { name: PlainKey; toWallTime: () => string | null }[] = [
  { name: 'end.hours', toWallTime: () => hoursFromNow(8) },
  { name: 'end.today', toWallTime: () => eveningIn(0) },
  { name: 'end.tomorrow', toWallTime: () => eveningIn(1) },
  { name: 'end.week', toWallTime: () => eveningIn(7) },
]
