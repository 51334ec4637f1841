import i18next from 'i18next'
import { isolateValues } from '../contract/isolate.ts'
import { abbreviationAt, cityOf, isRepeatedTime } from '../domain/clock.ts'
import changes from './locales/en/changes.json' with { type: 'json' }
import mails from './locales/en/mails.json' with { type: 'json' }
import notices from './locales/en/notices.json' with { type: 'json' }

/** The languages with a catalogue. */
export const languages = { en: { changes, mails, notices } } as const

const texts = i18next.createInstance()
// Dots in keys have no meaning. The code that writes HTML escapes it.
await texts.init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'mails',
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: languages,
})

export type Values = Record<string, string | number>
type Catalogue = keyof (typeof languages)['en']

/** A text in a person's language, or in English if the language has no catalogue. */
export const translate = (
  language: string | undefined,
  catalogue: Catalogue,
  key: string,
  values: Values = {},
): string => texts.t(key, { ...isolateValues(values), lng: language ?? 'en', ns: catalogue })

/** By language and time zone: creating a format costs as much as a dozen notices. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** A day and a clock, with CET or CEST in the hour that comes twice. */
const formatClock = (language: string | undefined, at: string, timeZone: string): string => {
  // English dates in the international form, not the American one.
  const locale = !language || language === 'en' ? 'en-GB' : language
  const key = `${locale} ${timeZone}`
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone })
  formats.set(key, format)
  const text = format.format(new Date(at))
  return isRepeatedTime(at, timeZone) ? `${text} ${abbreviationAt(at, timeZone)}` : text
}

/**
 * A time at a place, with the place, in the form of a language: "Friday 7 May 2027 at 18:00 (Berlin time)".
 *
 * @param ownZone the reader's zone, if they have chosen one. Its time follows if it differs: "(Berlin time, Friday 7 May 2027 at 12:00 your time)".
 */
export const formatTime = (
  language: string | undefined,
  at: string,
  timeZone: string,
  ownZone?: string | null,
): string => {
  const city = cityOf(timeZone)
  const time = formatClock(language, at, timeZone)
  const own = ownZone ? formatClock(language, at, ownZone) : time
  const place = city ? translate(language, 'mails', 'time.city', { city }) : 'UTC'
  return `${time} (${own === time ? place : `${place}, ${translate(language, 'mails', 'time.own', { time: own })}`})`
}
