import i18next from 'i18next'
import { isolateValues } from '../../../contract/isolate.ts'

/**
 * The texts of the app. To add a text:
 *
 *   web/src/locales/en/account.ts    'signIn.title': 'Sign in',
 *   where it is shown                import { t } from '../locales/account.ts'   …   {t('signIn.title')}
 *
 * `{{name}}` takes a value; one from right to left is isolated from the sentence. `{{count, number}}` takes a number and formats it for the reader's region. `count` chooses
 * between the plural forms `…_one` and `…_other`. tsc refuses an unknown key and a missing value.
 * locales/catalogue.test.ts finds unused keys. Call `t` while rendering or in an event handler, never when a module
 * loads: the language may not be loaded yet. For a key that depends on a state, write a table of keys
 * (`Record<State, PlainKey>`, or `satisfies Record<State, Key>`), so that each key appears in the source. A new feature
 * gets a new catalogue in two files, like locales/account.ts and locales/en/account.ts. It loads with the pages that
 * import it.
 *
 * The app uses i18next without react-i18next: the language never changes while a page is open, so no hook is needed,
 * and the event page is 3 kB smaller.
 */

/** English texts, 40 % longer and with accents, to find texts that do not fit: lib/pseudo.ts. */
const pseudo = 'en-x-pseudo'

const readStoredLanguage = (): string | null => {
  try {
    return localStorage.getItem('language')
  } catch {
    return null
  }
}

/** A language with its region, such as en-GB or en-IN, for the format of dates and numbers. */
const chooseLanguage = (): string => {
  if (readStoredLanguage() === pseudo) return pseudo
  return typeof navigator !== 'undefined' && navigator.language.startsWith('en')
    ? navigator.language
    : 'en-GB'
}

void i18next.init({
  lng: chooseLanguage(),
  fallbackLng: 'en',
  initAsync: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  // React escapes values.
  interpolation: { escapeValue: false },
})

/** The locale for `Intl`. */
export const locale = (): string => i18next.language

/** Loads the texts of a language other than English. Call it before the first render. */
export const fetchLanguage = async (): Promise<void> => {
  document.documentElement.lang = i18next.language
  if (i18next.language === pseudo) (await import('./pseudo.ts')).addPseudo(i18next, pseudo)
}

type Form = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type WithoutForm<Name> = Name extends `${infer Key}_ordinal_${Form}`
  ? Key
  : Name extends `${infer Key}_${Form}`
    ? Key
    : Name
/** The keys of a catalogue. All plural forms of a text share a key. */
export type KeyOf<Catalogue> = WithoutForm<keyof Catalogue & string>

type PlaceholdersOf<Text> = Text extends `${string}{{${infer Name}}}${infer Tail}`
  ? (Name extends `${infer Bare},${string}` ? Bare : Name) | PlaceholdersOf<Tail>
  : never
type CountOf<Catalogue, Key extends string> = `${Key}_other` extends keyof Catalogue ? 'count' : never
type ValueNames<Catalogue, Key extends string> =
  | CountOf<Catalogue, Key>
  | PlaceholdersOf<Catalogue[keyof Catalogue & (Key | `${Key}_${Form}` | `${Key}_ordinal_${Form}`)]>
type Values<Name extends string> = [Name] extends [never]
  ? []
  : [values: { [Value in Name]: Value extends 'count' ? number : string | number }]

/** The keys without values, for tables. */
export type PlainKeyOf<Catalogue> = {
  [Key in KeyOf<Catalogue>]: [ValueNames<Catalogue, Key>] extends [never] ? Key : never
}[KeyOf<Catalogue>]

export type Translate<Catalogue> = <Key extends KeyOf<Catalogue>>(
  key: Key,
  ...values: Values<ValueNames<Catalogue, Key>>
) => string

/** Registers the English catalogue of a feature. Returns its `t`. */
export const registerTexts = <Catalogue extends Record<string, string>>(
  feature: string,
  english: Catalogue,
): Translate<Catalogue> => {
  i18next.addResourceBundle('en', feature, english)
  return (key, ...[values]) => {
    const { count } = (values ?? {}) as { count?: number }
    const ordinal = Object.hasOwn(english, `${key}_ordinal_other`)
    // `nest: false`: i18next must not interpret a value that a person wrote.
    return i18next.t(key, {
      ns: feature,
      nest: false,
      ordinal,
      ...(values && { replace: isolateValues(values) }),
      ...(count !== undefined && { count }),
    })
  }
}
