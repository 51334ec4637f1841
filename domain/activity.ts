/** What an activity is found by: the thing and all it lies in; `events/E/registrations/R` also as `events/E` and `events`. */
export const thingsOf = (thing: string): string[] => {
  const parts = thing.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
