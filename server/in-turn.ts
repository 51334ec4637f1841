const last = new Map<string, Promise<unknown>>()

/**
 * Runs work of one key one after the other within this instance: what commits only where nobody came between would take each other's tries
 * away. Several instances are still held apart by their commits alone.
 */
export const inTurn = <T>(key: string, work: () => Promise<T>): Promise<T> => {
  const mine = (last.get(key) ?? Promise.resolve()).then(work)
  const over = mine
    .catch(() => {})
    .then(() => {
      if (last.get(key) === over) last.delete(key)
    })
  last.set(key, over)
  return mine
}
