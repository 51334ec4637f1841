import { Temporal } from 'temporal-polyfill'
import { toMoment } from '../lib/wall-time.ts'
import type { PlainKey } from '../locales/clusters.ts'
import { ownZone } from '../ui/time.ts'

/** Evenings are at 22:00. */
export const choices: { name: PlainKey; days: number }[] = [
  { name: 'expiry.today', days: 0 },
  { name: 'expiry.tomorrow', days: 1 },
  { name: 'expiry.week', days: 7 },
]

/** Wall time in the viewer's zone; null if it is less than an hour away. */
export const eveningIn = (days: number, now = Date.now(), zone = ownZone()): string | null => {
  const wall = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days })
    .toPlainDateTime('22:00')
    .toString({ smallestUnit: 'minute' })
  return Date.parse(toMoment(wall, zone)) - now > 3_660_000 ? wall : null
}
