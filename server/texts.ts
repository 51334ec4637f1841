import i18next from 'i18next'
import mails from './locales/en/mails.json' with { type: 'json' }
import notices from './locales/en/notices.json' with { type: 'json' }

/** The languages there is a catalogue of. */
export const languages = { en: { mails, notices } } as const

const texts = i18next.createInstance()
// Keys hold dots, which mean nothing; what writes HTML escapes it.
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

/** A text in a person's language, or in English where there is none. */
export const translate = (
  language: string | undefined,
  catalogue: Catalogue,
  key: string,
  values: Values = {},
): string => texts.t(key, { ...values, lng: language ?? 'en', ns: catalogue })

/** By language and time zone: making one costs as much as writing a dozen notices. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment as people of a language write it, by the clock of a place. */
export const formatTime = (language: string | undefined, at: string, timeZone: string): string => {
  // English dates as most of the world writes them.
  const locale = !language || language === 'en' ? 'en-GB' : language
  const key = `${locale} ${timeZone}`
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone })
  formats.set(key, format)
  return format.format(new Date(at))
}
