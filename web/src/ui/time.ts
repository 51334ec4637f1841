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
  zone === 'UTC' ? 'UTC' : t('time.zone', { city: (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ') })

/** "Fri 7 May", with the year if it is not the current year. */
export const day = (at: string, zone: string, now = new Date(), language = locale()): string => {
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

export const clock = (at: string, zone: string, language = locale()): string =>
  format(zone, { timeStyle: 'short' }, language).format(new Date(at))

const sameDay = (a: string, b: string, zone: string) => day(a, zone) === day(b, zone)

/** "18:00 – 20:00". If it ends on another day, the end has its day. */
export const hours = ({ startsAt, endsAt }: Span, zone: string, language = locale()): string => {
  if (!endsAt) return clock(startsAt, zone, language)
  const end = sameDay(startsAt, endsAt, zone) ? '' : `${day(endsAt, zone, new Date(startsAt), language)}, `
  return `${clock(startsAt, zone, language)} – ${end}${clock(endsAt, zone, language)}`
}

/** The exact moment, for the tooltip. */
export const exact = (at: string, zone: string, language = locale()): string =>
  format(zone, { dateStyle: 'full', timeStyle: 'long' }, language).format(new Date(at))

/** The time in the viewer's zone, or null if it is the same as in the event's zone. */
export const elsewhere = (span: Span, zone: string, own = ownZone(), language = locale()): string | null => {
  const dayIn = (there: string) => day(span.startsAt, there, undefined, language)
  const there = hours(span, zone, language)
  const here = hours(span, own, language)
  if (dayIn(zone) !== dayIn(own)) return `${dayIn(own)}, ${here}`
  return there === here ? null : here
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "5 minutes ago", "yesterday". */
export const ago = (at: string, now = Date.now()): string => {
  const passed = Date.parse(at) - now
  const [unit, length] = steps.find(([, size]) => Math.abs(passed) >= size) ?? ['minute', 60_000]
  if (Math.abs(passed) < 60_000) return t('time.justNow')
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(Math.round(passed / length), unit)
}
