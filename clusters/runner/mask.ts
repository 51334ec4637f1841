/** In place of what was a secret. */
export const masked = '***'
/** Shorter ones would take ordinary words along; no credential of a cloud is that short. */
const shortest = 6

const jsonEscaped = (text: string) => JSON.stringify(text).slice(1, -1)
const lowerCase = (encoded: string) => encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
const strictly = (encoded: string) =>
  encoded.replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * Base64 of a text within a longer one depends on where it begins: three alignments, without the characters at both ends that its
 * neighbours have a share in.
 */
const base64 = (text: string): string[] =>
  [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64')
    const own = whole.slice(Math.ceil((before * 8) / 6))
    // What is left over at the end is known in its first bits only.
    const rest = bytes.length % 3
    const tail = rest
      ? bytes
          .subarray(bytes.length - rest)
          .toString('base64')
          .slice(0, rest)
      : ''
    const all = own + tail
    return [all, all.replaceAll('+', '-').replaceAll('/', '_')]
  })

/** Every way in which a secret may turn up in what others say. */
export const variants = (secret: string): string[] => {
  const url = encodeURIComponent(secret)
  const form = new URLSearchParams({ '': secret }).toString().slice(1)
  const escaped = jsonEscaped(secret)
  const all = [
    secret,
    escaped,
    jsonEscaped(escaped),
    escaped.replaceAll('/', '\\/'),
    url,
    strictly(url),
    form,
    lowerCase(url),
    lowerCase(strictly(url)),
    lowerCase(form),
    encodeURIComponent(url),
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret).toString('hex').toUpperCase(),
    ...base64(secret),
  ]
  return all.filter((one) => one.length >= shortest)
}

const wellFormed = (text: string) => text.isWellFormed()
const quoted = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** Knows secrets, and takes them out of what is said. */
export const masking = () => {
  const known = new Set<string>()
  let pattern: RegExp | undefined

  const mask = (text: string): string => {
    if (!known.size) return text
    pattern ??= new RegExp(
      [...known]
        .sort((a, b) => b.length - a.length)
        .map(quoted)
        .join('|'),
      'g',
    )
    return text.replace(pattern, masked)
  }
  const deep = <T>(value: T): T => {
    if (typeof value === 'string') return mask(value) as T
    if (Array.isArray(value)) return value.map(deep) as T
    if (value && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [mask(key), deep(one)])) as T
    return value
  }
  return {
    /** Of one with several lines each line too, since output comes line by line. */
    add: (secret: unknown) => {
      if (typeof secret !== 'string' || !wellFormed(secret)) return
      for (const part of [secret, ...secret.split(/\r?\n/)])
        if (part.trim().length >= shortest) for (const one of variants(part.trim())) known.add(one)
      pattern = undefined
    },
    mask,
    deep,
  }
}
export type Masking = ReturnType<typeof masking>
