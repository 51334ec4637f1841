import type { EventDocument } from '../contract/events.ts'
import { isFoundBy, queryTokens, storedTerms, termOf, tokensOf } from './search.ts'

/** Firestore writes an index entry for each word, of 40,000 in a document: https://firebase.google.com/docs/firestore/quotas#indexes. */
const maxWords = 1000

/** The texts that a search finds an event by, the more important ones first. */
const textsOf = ({ title, location, tags, ownerName }: Searched): string[] => [
  ...tags,
  title,
  location.name ?? '',
  ownerName,
  location.address ?? '',
]
type Searched = Pick<EventDocument, 'title' | 'location' | 'tags' | 'ownerName'>

/**
 * The search for a query, a tag or both.
 *
 * @returns `term` is stored in `words` of each event that may be found, and undefined if every event is. A query without a letter and
 * without a digit finds nothing. `finds` compares the whole query.
 */
export const eventSearch = (
  query: string | undefined,
  tag: string | undefined,
): { term: string | undefined; finds: (event: Searched) => boolean } => {
  const tokens = queryTokens(query ?? '')
  const text = query?.trim()
  if (tokens.length === 0 && text) return { term: text, finds: () => false }
  const word = termOf(tokens)
  return {
    // Firestore filters by one term. The longer one is likely the rarer, and many events share a tag.
    term: tag && `#${tag}`.length > (word?.length ?? 0) ? `#${tag}` : word,
    finds: (event) =>
      (!tag || event.tags.includes(tag)) &&
      (tokens.length === 0 || isFoundBy(tokens, tokensOf(textsOf(event)))),
  }
}

/** The terms that a search finds an event by: `#tag`s, and the terms of tags, title, place, owner and address. */
export const searchWords = (event: Searched): string[] =>
  [...new Set([...event.tags.map((tag) => `#${tag}`), ...storedTerms(tokensOf(textsOf(event)))])].slice(
    0,
    maxWords,
  )
