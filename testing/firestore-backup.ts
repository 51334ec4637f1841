/** Calls the Firestore emulator's export or import, which write and read the format of Firestore's managed exports. */
const callEmulator = async (projectId: string, verb: 'export' | 'import', body: Record<string, string>) => {
  const project = `projects/${projectId}`
  const response = await fetch(
    `http://${process.env.FIRESTORE_EMULATOR_HOST}/emulator/v1/${project}:${verb}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
      body: JSON.stringify({ database: `${project}/databases/(default)`, ...body }),
    },
  )
  if (!response.ok) throw new Error(`Firestore's ${verb} failed: ${await response.text()}`)
}

const backupName = 'backup'

/** Exports the stack's database below an existing folder. */
export const exportDatabase = (folder: string): Promise<void> =>
  callEmulator(process.env.GOOGLE_CLOUD_PROJECT!, 'export', {
    export_directory: folder,
    export_name: backupName,
  })

/** Imports what `exportDatabase` wrote into the database of a project. */
export const importDatabase = (projectId: string, folder: string): Promise<void> =>
  callEmulator(projectId, 'import', {
    export_directory: `${folder}/${backupName}/${backupName}.overall_export_metadata`,
  })
