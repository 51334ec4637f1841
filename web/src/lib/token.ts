/** Gives the API client the caller's ID token. The session provides it once Firebase is loaded. */
type Source = () => Promise<string | null>

let source: Source = async () => null

export const provideToken = (from: Source): void => {
  source = from
}
export const readIdToken: Source = () => source()

let endSession: () => void = () => {}

export const provideSessionEnd = (end: () => void): void => {
  endSession = end
}

/** A person who signs out everywhere else gets a new token for this page a moment later. */
const newTokenMs = 1_000

/** Ends the session when the API refuses its token, unless the token has been replaced meanwhile. */
export const endRefusedSession = async (token: string): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, newTokenMs))
  if ((await readIdToken().catch(() => token)) === token) endSession()
}
