/** Firestore's bound of an id in UTF-8. */
const maxBytes = 1500

/**
 * Whether Firestore takes a text as the id of a document:
 * https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields.
 */
export const isDocumentId = (text: string): boolean =>
  text !== '' &&
  text !== '.' &&
  text !== '..' &&
  !text.includes('/') &&
  !/^__.*__$/s.test(text) &&
  text.isWellFormed() &&
  new TextEncoder().encode(text).length <= maxBytes

/** @throws RangeError for an id that Firestore reserves or refuses. Schemas refuse such texts earlier, with a problem. */
export const requireDocumentId = (text: string): string => {
  if (!isDocumentId(text)) throw new RangeError('Firestore does not take this text as an id.')
  return text
}

/** A path of a document or a collection: each value of the template is one id. `pathOf`usernames/${name}``. */
export const pathOf = (parts: TemplateStringsArray, ...ids: string[]): string =>
  String.raw({ raw: parts }, ...ids.map(requireDocumentId))
