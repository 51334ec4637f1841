/** Where the API client gets the caller's ID token; the session says so once Firebase is here. */
type Source = () => Promise<string | null>

let source: Source = async () => null

export const provideToken = (from: Source): void => {
  source = from
}
export const idToken: Source = () => source()
