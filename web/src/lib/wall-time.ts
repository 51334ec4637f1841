import { Temporal } from 'temporal-polyfill'

/**
 * Converts wall time ("2027-05-01T09:00") to RFC 3339. For a time that the zone
 * repeats it takes the earlier moment, and a skipped time moves forward. Returns '' if `wall` is not a time.
 */
export const toMoment = (wall: string, zone: string): string => {
  try {
    return Temporal.PlainDateTime.from(wall)
      .toZonedDateTime(zone)
      .toInstant()
      .toString({ smallestUnit: 'millisecond' })
  } catch {
    return ''
  }
}

export const toWall = (moment: string, zone: string): string =>
  Temporal.Instant.from(moment)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
