/** Where the API client gets the caller's ID token; the session says so once Firebase is here. */
type Source = () => Promise<string | null>

let source: Source = async () => null

export const provideToken = (from: Source): void => {
  source = from
}
export const idToken: Source = () => source()

let ended: () => void = () => {}

export const provideEnding = (end: () => void): void => {
  ended = end
}

/** Who ends all other sessions gets a new token for this page a moment later. In milliseconds. */
const patience = 1_000

/** The API refused this token. One that was replaced meanwhile says nothing of the one there is now. */
export const tokenRefused = async (token: string): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, patience))
  if ((await idToken().catch(() => token)) === token) ended()
}
