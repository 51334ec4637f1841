/**
 * Lists that Firestore stores as JSON text. No query needs their items, and an index entry for each item is slow to write: with an e-mail to
 * 240 people it took as long as settling half of them.
 */
export const packedFields = {
  mail: ['items', 'left'],
  run: ['resources', 'tail'],
  offerings: ['machineTypes'],
} as const
