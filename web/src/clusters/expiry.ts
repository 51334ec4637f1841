import { Temporal } from 'temporal-polyfill'
import { toMoment } from '../lib/wall-time.ts'
import type { PlainKey } from '../locales/clusters.ts'
import { ownZone } from '../ui/time.ts'

/** Evenings: at ten, when the last have gone home. */
export const choices: { name: PlainKey; days: number }[] = [
  { name: 'expiry.today', days: 0 },
  { name: 'expiry.tomorrow', days: 1 },
  { name: 'expiry.week', days: 7 },
]

/** Wall time of the viewer's; null where it would be over in an hour. */
export const eveningIn = (days: number, now = Date.now(), zone = ownZone()): string | null => {
  const wall = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days })
    .toPlainDateTime('22:00')
    .toString({ smallestUnit: 'minute' })
  return Date.parse(toMoment(wall, zone)) - now > 3_660_000 ? wall : null
}
