import { Temporal } from 'temporal-polyfill'

/**
 * Converts wall time ("2027-05-01T09:00") to RFC 3339. For a time that the zone repeats it takes the earlier moment.
 * Returns '' if `wall` is not a time, or a time that the zone skips.
 *
 * @param storedAt the moment from before, which stays while its wall time stays: it may be the later one of a repeated time
 */
export const toMoment = (wall: string, zone: string, storedAt?: string | null): string => {
  if (storedAt && wall && toWall(storedAt, zone) === wall) return storedAt
  try {
    const time = Temporal.PlainDateTime.from(wall)
    const moment = time.toZonedDateTime(zone)
    return moment.toPlainDateTime().equals(time)
      ? moment.toInstant().toString({ smallestUnit: 'millisecond' })
      : ''
  } catch {
    return ''
  }
}

/** Whether the clocks of a zone jump over a wall time. */
export const isSkipped = (wall: string, zone: string): boolean => {
  try {
    const time = Temporal.PlainDateTime.from(wall)
    return !time.toZonedDateTime(zone).toPlainDateTime().equals(time)
  } catch {
    return false
  }
}

export const toWall = (moment: string, zone: string): string =>
  Temporal.Instant.from(moment)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
