/** A value of Firestore's REST API, such as `{ doubleValue: 'NaN' }`. */
type RestValue =
  | { stringValue: string }
  | { doubleValue: number | 'NaN' }
  | { booleanValue: boolean }
  | { nullValue: null }
  | { timestampValue: string }
  | { mapValue: { fields: Record<string, RestValue> } }

/** The name `Pat O’Brien`, with the apostrophe of Windows-1252 decoded as Latin-1. */
export const windowsName = 'Pat O\u0092Brien'

/**
 * Writes fields of a document past the server's own checks, as an older version or a person in Google's console could. Fields that are
 * not named stay.
 */
export const poison = async (path: string, fields: Record<string, RestValue>): Promise<void> => {
  const { FIRESTORE_EMULATOR_HOST: host, GOOGLE_CLOUD_PROJECT: project } = process.env
  const mask = new URLSearchParams(Object.keys(fields).map((name) => ['updateMask.fieldPaths', name]))
  const response = await fetch(
    `http://${host}/v1/projects/${project}/databases/(default)/documents/${path}?${mask}`,
    {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
      body: JSON.stringify({ fields }),
    },
  )
  if (!response.ok) throw new Error(`${path} was not poisoned: ${await response.text()}`)
}
