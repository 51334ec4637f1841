/** Empties Firestore, so that pages show what a test made and the emulator, whose queries slow down with what it holds, is quick. */
export const emptyFirestore = async (): Promise<void> => {
  const documents = `emulator/v1/projects/${process.env.GOOGLE_CLOUD_PROJECT}/databases/(default)/documents`
  const { ok, status } = await fetch(`http://${process.env.FIRESTORE_EMULATOR_HOST}/${documents}`, {
    method: 'DELETE',
  })
  if (!ok) throw new Error(`Firestore was not emptied: ${status}`)
}
