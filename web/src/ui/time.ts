import { abbreviationAt, cityOf, isRepeatedTime } from '../../../domain/clock.ts'
import { locale } from '../lib/i18n.ts'
import { t } from '../locales/common.ts'

export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const storedZone = (): string | null => {
  try {
    return localStorage.getItem('timeZone')
  } catch {
    return null
  }
}
let chosenZone = storedZone()

/** Uses the profile's time zone, and stores it for the next first paint. Null means the device's zone. */
export const followZone = (zone: string | null): void => {
  chosenZone = zone
  try {
    if (zone) localStorage.setItem('timeZone', zone)
    else localStorage.removeItem('timeZone')
  } catch {
    // Without storage the zone arrives with the profile.
  }
}
export const ownZone = (): string => chosenZone ?? deviceZone()

type Span = { startsAt: string; endsAt: string | null }

const format = (zone: string, options: Intl.DateTimeFormatOptions, language = locale()) =>
  new Intl.DateTimeFormat(language, { timeZone: zone, ...options })

/** "Europe/Berlin" as people say it: "Berlin time". */
export const zoneName = (zone: string): string =>
  zone === 'UTC' ? 'UTC' : t('time.zone', { city: cityOf(zone) ?? '' })

/** "Fri 7 May", with the year if it is not the current year. */
export const formatDay = (at: string, zone: string, now = new Date(), language = locale()): string => {
  const year = (moment: Date) => format(zone, { year: 'numeric' }, 'en').format(moment)
  return format(
    zone,
    {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...(year(new Date(at)) !== year(now) && { year: 'numeric' }),
    },
    language,
  ).format(new Date(at))
}

/** "18:00", and in the hour that comes twice "02:30 CEST" or "02:30 CET". */
export const formatClock = (at: string, zone: string, language = locale()): string => {
  const clock = format(zone, { timeStyle: 'short' }, language).format(new Date(at))
  return isRepeatedTime(at, zone) ? `${clock} ${abbreviationAt(at, zone)}` : clock
}

const sameDay = (a: string, b: string, zone: string) => formatDay(a, zone) === formatDay(b, zone)

/** "18:00 – 20:00". If it ends on another day, the end has its day. */
export const formatHours = ({ startsAt, endsAt }: Span, zone: string, language = locale()): string => {
  if (!endsAt) return formatClock(startsAt, zone, language)
  const end = sameDay(startsAt, endsAt, zone)
    ? ''
    : `${formatDay(endsAt, zone, new Date(startsAt), language)}, `
  return `${formatClock(startsAt, zone, language)} – ${end}${formatClock(endsAt, zone, language)}`
}

/** The exact moment, for the tooltip. */
export const formatExact = (at: string, zone: string, language = locale()): string =>
  format(zone, { dateStyle: 'full', timeStyle: 'long' }, language).format(new Date(at))

/** The time in the viewer's zone, or null if it is the same as in the event's zone. */
export const formatInOwnZone = (
  span: Span,
  zone: string,
  own = ownZone(),
  language = locale(),
): string | null => {
  const dayIn = (there: string) => formatDay(span.startsAt, there, undefined, language)
  const there = formatHours(span, zone, language)
  const here = formatHours(span, own, language)
  if (dayIn(zone) !== dayIn(own)) return `${dayIn(own)}, ${here}`
  return there === here ? null : here
}

/** The time of an event for a sentence: "Fri 7 May, 18:00 – 20:00 Berlin time (12:00 – 14:00 your time)". */
export const formatWhen = (event: Span & { timeZone: string }, language = locale()): string => {
  const { startsAt, timeZone } = event
  const own = formatInOwnZone(event, timeZone, ownZone(), language)
  const day = formatDay(startsAt, timeZone, undefined, language)
  const there = `${day}, ${formatHours(event, timeZone, language)} ${zoneName(timeZone)}`
  return own ? `${there} (${t('time.own', { time: own })})` : there
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "5 minutes ago", "yesterday". */
export const formatAgo = (at: string, now = Date.now()): string => {
  const passed = Date.parse(at) - now
  const [unit, length] = steps.find(([, size]) => Math.abs(passed) >= size) ?? ['minute', 60_000]
  if (Math.abs(passed) < 60_000) return t('time.justNow')
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(Math.round(passed / length), unit)
}
