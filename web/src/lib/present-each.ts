/**
 * The API form of documents that a listener received, each for itself. A document that cannot be read is reported in the console and left
 * out, because the API's check of documents does not reach listeners.
 */
export const presentEach = <Stored extends { id: string }, T>(
  documents: readonly Stored[],
  present: (stored: Stored) => T,
): T[] =>
  documents.flatMap((stored) => {
    try {
      return [present(stored)]
    } catch (error) {
      console.error(error, stored.id)
      return []
    }
  })
