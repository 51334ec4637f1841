const documentsUrl = () => `http://${process.env.FIRESTORE_EMULATOR_HOST}/v1/${databaseName()}/documents`
const databaseName = () => `projects/${process.env.GOOGLE_CLOUD_PROJECT}/databases/(default)`

const call = async (method: string, body: unknown, token: string | undefined): Promise<unknown> => {
  const response = await fetch(`${documentsUrl()}:${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`)
  return response.json()
}

/**
 * Locks documents as a person outside can: their own token, or none, begins a read-write transaction at Firestore and reads the documents
 * in it. The rules let them read those documents.
 *
 * @returns ends the transaction
 */
export const lock = async (paths: readonly string[], token?: string): Promise<() => Promise<void>> => {
  const { transaction } = (await call('beginTransaction', { options: { readWrite: {} } }, token)) as {
    transaction: string
  }
  const documents = paths.map((path) => `${databaseName()}/documents/${path}`)
  await call('batchGet', { documents, transaction }, token)
  return async () => void (await call('rollback', { transaction }, token))
}
