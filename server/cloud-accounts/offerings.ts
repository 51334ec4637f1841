import type { OfferingsDocument } from '../../contract/offerings.ts'
import { documents } from '../documents.ts'
import { UnreadableDocument } from '../stored-form.ts'

/** The lists of the last day, or undefined. A document that this version cannot read counts as none. */
export const readOfferings = async (
  accountId: string,
  region: string,
  now: string,
): Promise<OfferingsDocument | undefined> => {
  try {
    const offerings = (await documents.offerings(accountId, region).get()).data()
    // Firestore deletes an expired document hours later.
    return offerings && offerings.expiresAt > now ? offerings : undefined
  } catch (error) {
    if (error instanceof UnreadableDocument) return undefined
    throw error
  }
}
