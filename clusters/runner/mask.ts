/** Replaces a secret. */
export const mask = '***'
/** Shorter secrets would also mask ordinary words. No cloud has such short credentials. */
const minCharacters = 6

const escapeJson = (text: string) => JSON.stringify(text).slice(1, -1)
const lowerCaseCodes = (encoded: string) => encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
/** Also encodes the characters that encodeURIComponent leaves: https://datatracker.ietf.org/doc/html/rfc3986#section-2.2 */
const encodeReserved = (encoded: string) =>
  encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * The base64 of a secret inside a longer text depends on its offset modulo 3. So this returns three alignments, without the characters at both
 * ends that also encode neighbouring bytes.
 */
const encodeBase64 = (text: string): string[] =>
  [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)])
    // A character encodes six bits.
    const encoded = bytes
      .toString('base64')
      .slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6))
    return [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')]
  })

/** Every form in which a secret can appear in a log line. */
const encode = (secret: string): string[] => {
  const url = encodeURIComponent(secret)
  const form = new URLSearchParams({ '': secret }).toString().slice(1)
  const json = escapeJson(secret)
  const hex = Buffer.from(secret).toString('hex')
  const forms = [
    secret,
    json,
    escapeJson(json),
    json.replaceAll('/', '\\/'),
    url,
    encodeReserved(url),
    form,
    lowerCaseCodes(url),
    lowerCaseCodes(encodeReserved(url)),
    lowerCaseCodes(form),
    encodeURIComponent(url),
    hex,
    hex.toUpperCase(),
    ...encodeBase64(secret),
  ]
  return forms.filter((text) => text.length >= minCharacters)
}

const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** Collects secrets, and replaces them in texts. */
export const createMasker = () => {
  const secretForms = new Set<string>()
  let pattern: RegExp | undefined

  const maskText = (text: string): string => {
    if (secretForms.size === 0) return text
    // Longest first: a secret may contain another secret.
    pattern ??= new RegExp(
      [...secretForms]
        .sort((a, b) => b.length - a.length)
        .map(escapeRegExp)
        .join('|'),
      'g',
    )
    return text.replace(pattern, mask)
  }
  const maskDeep = <T>(value: T): T => {
    if (typeof value === 'string') return maskText(value) as T
    if (Array.isArray(value)) return value.map(maskDeep) as T
    if (value && typeof value === 'object')
      return Object.fromEntries(
        Object.entries(value).map(([key, field]) => [maskText(key), maskDeep(field)]),
      ) as T
    return value
  }
  return {
    /** Adds a secret, and each line of a secret with several lines, because logs arrive line by line. */
    add: (secret: unknown) => {
      if (typeof secret !== 'string' || !secret.isWellFormed()) return
      for (const part of [secret, ...secret.split(/\r?\n/)].map((text) => text.trim()))
        if (part.length >= minCharacters) for (const form of encode(part)) secretForms.add(form)
      pattern = undefined
    },
    mask: maskText,
    maskDeep,
  }
}
export type Masker = ReturnType<typeof createMasker>
