const turns = new Map<string, Promise<unknown>>()

/**
 * One after the other for one thing in this instance, where each would else lose its commit to all of the others. What another instance does
 * meanwhile is for `retryOnConflict`.
 */
export const inTurn = <T>(thing: string, act: () => Promise<T>): Promise<T> => {
  const before = turns.get(thing) ?? Promise.resolve()
  const turn = before.then(
    () => act(),
    () => act(),
  )
  turns.set(thing, turn)
  const forget = () => {
    if (turns.get(thing) === turn) turns.delete(thing)
  }
  turn.then(forget, forget)
  return turn
}
