/** A moment as the Firestore SDKs for servers and browsers give it. */
type Timestamp = { toDate(): Date }

const isTimestamp = (value: object): value is Timestamp =>
  'toDate' in value && typeof value.toDate === 'function'

/** A moment of Firestore's clock as the contract writes it: RFC 3339, UTC, milliseconds. */
export const toIso = (moment: Timestamp): string => moment.toDate().toISOString()

/** A stored value with each Timestamp in it, at any depth, as RFC 3339 text. */
export const withIsoTimes = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withIsoTimes)
  if (value === null || typeof value !== 'object') return value
  if (isTimestamp(value)) return toIso(value)
  // Bytes, references and other objects of an SDK stay as they are.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withIsoTimes(field)]))
}
