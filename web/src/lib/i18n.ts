import i18next from 'i18next'

/**
 * Every text of the app. To add one:
 *
 *   web/src/locales/en/account.ts    'signIn.title': 'Sign in',
 *   where it is shown                import { t } from '../locales/account.ts'   …   {t('signIn.title')}
 *
 * `{{name}}` takes a value; `{{count, number}}` takes a number and writes it as the reader does; `…_one` and `…_other`
 * are the forms that `count` chooses between. tsc refuses a key that does not exist and a value that is not given;
 * locales/catalogue.test.ts finds what nobody uses. Call `t` while rendering or when something happens, never when a
 * module loads: the language may not be there yet. For a key that depends on a state, write a table of keys
 * (`Record<State, PlainKey>`, or `satisfies Record<State, Key>`), so that each key stands in the source. A new feature
 * gets a catalogue of its own, which travels with the pages that import it: two files, like locales/account.ts and
 * locales/en/account.ts.
 *
 * i18next without react-i18next: a page speaks the language it was opened in, so nothing needs a hook, and the event
 * page is 3 kB lighter.
 */

/** English 40 % longer and with accents, to see what English hides: locales/pseudo.ts. */
const pseudo = 'en-x-pseudo'

const kept = (): string | null => {
  try {
    return localStorage.getItem('language')
  } catch {
    return null
  }
}

/** A language with its region, so that dates and numbers are the reader's own: en-GB, en-IN. */
const preferred = (): string => {
  if (kept() === pseudo) return pseudo
  return typeof navigator !== 'undefined' && navigator.language.startsWith('en')
    ? navigator.language
    : 'en-GB'
}

void i18next.init({
  lng: preferred(),
  fallbackLng: 'en',
  initAsync: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  // React escapes.
  interpolation: { escapeValue: false },
})

/** What Intl is to be told. */
export const locale = (): string => i18next.language

/** Before anything is rendered: a language other than English is fetched first. */
export const fetchLanguage = async (): Promise<void> => {
  document.documentElement.lang = i18next.language
  if (i18next.language === pseudo) (await import('./pseudo.ts')).addPseudo(i18next, pseudo)
}

type Form = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type Base<Name> = Name extends `${infer Key}_ordinal_${Form}`
  ? Key
  : Name extends `${infer Key}_${Form}`
    ? Key
    : Name
/** The keys of a catalogue; the forms of one plural are one key. */
export type KeyOf<Catalogue> = Base<keyof Catalogue & string>

type Named<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? (Name extends `${infer Bare},${string}` ? Bare : Name) | Named<Rest>
  : never
type Counted<Catalogue, Key extends string> = `${Key}_other` extends keyof Catalogue ? 'count' : never
type Names<Catalogue, Key extends string> =
  | Counted<Catalogue, Key>
  | Named<Catalogue[keyof Catalogue & (Key | `${Key}_${Form}` | `${Key}_ordinal_${Form}`)]>
type Values<Name extends string> = [Name] extends [never]
  ? []
  : [values: { [One in Name]: One extends 'count' ? number : string | number }]

/** Those that take no value, for tables. */
export type PlainKeyOf<Catalogue> = {
  [Key in KeyOf<Catalogue>]: [Names<Catalogue, Key>] extends [never] ? Key : never
}[KeyOf<Catalogue>]

export type Translate<Catalogue> = <Key extends KeyOf<Catalogue>>(
  key: Key,
  ...values: Values<Names<Catalogue, Key>>
) => string

/** The texts of one feature, from its English catalogue. */
export const texts = <Catalogue extends Record<string, string>>(
  feature: string,
  english: Catalogue,
): Translate<Catalogue> => {
  i18next.addResourceBundle('en', feature, english)
  return (key, ...[values]) => {
    const { count } = (values ?? {}) as { count?: number }
    const ordinal = `${key}_ordinal_other` in english
    // Values that people wrote are never read as texts with values of their own.
    return i18next.t(key, {
      ns: feature,
      nest: false,
      ordinal,
      ...(values && { replace: values }),
      ...(count !== undefined && { count }),
    })
  }
}
