import type { i18n } from 'i18next'

const accents: Record<string, string> = Object.fromEntries(
  [...'aáeéiíoóuúyýnñcçsšzžAÁEÉIÍOÓUÚYÝNÑCÇSŠZŽ'.matchAll(/(.)(.)/gu)].map(([, plain, accented]) => [
    plain,
    accented,
  ]),
)

/** Extra words, not longer words: longer texts of real languages also wrap between words. */
const filler = 'lórém ípšúm dólór šít ámét čóñšéçtétúr'.split(' ')

/** Adds accents and 40 % more text, in brackets that show a cut-off text. Keeps `{{values}}` and tags. */
export const pseudo = (text: string): string => {
  const accented = text.replaceAll(/\{\{.*?\}\}|<\/?\w+>|\p{L}/gu, (part) => accents[part] ?? part)
  let missing = Math.ceil(text.replaceAll(/\{\{.*?\}\}|<\/?\w+>/g, '').length * 0.4)
  let padding = ''
  for (let word = 0; missing > 0; word++) {
    const next = (filler[word % filler.length] ?? '').slice(0, Math.max(missing - 1, 1))
    padding += ` ${next}`
    missing -= next.length + 1
  }
  return `[${accented}${padding}]`
}

/** Adds the pseudo-language for every English catalogue, including catalogues that load later. */
export const addPseudo = ({ store, addResourceBundle }: i18n, language: string): void => {
  const add = (feature: string) => {
    const english = store.data.en?.[feature] as Record<string, string>
    const texts = Object.entries(english).map(([key, text]) => [key, pseudo(text)])
    addResourceBundle(language, feature, Object.fromEntries(texts))
  }
  store.on('added', (from: string, feature: string) => {
    if (from === 'en') add(feature)
  })
  for (const feature of Object.keys(store.data.en ?? {})) add(feature)
}
