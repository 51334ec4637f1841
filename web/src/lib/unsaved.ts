const prefix = 'unsaved '

/** Keeps the text of a form on this device until it is saved. null forgets it. Without storage nothing is kept. */
export const keepUnsaved = (key: string, fields: object | null): void => {
  try {
    if (fields) localStorage.setItem(prefix + key, JSON.stringify(fields))
    else localStorage.removeItem(prefix + key)
  } catch {
    // The browser still asks before the page closes.
  }
}

/** What `keepUnsaved` kept, as JSON from an unknown version of the page. */
export const readUnsaved = (key: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(prefix + key) ?? 'null')
  } catch {
    return null
  }
}

/** For a person who signs out: the next person on this device must not read their texts. */
export const forgetAllUnsaved = (): void => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // Without storage nothing was kept.
  }
}
