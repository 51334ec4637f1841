import { endHubs, findHubProcesses } from '../../runner/hub-processes.ts'

// Usage: node stop.ts FOLDER. Ends the hub of a sandbox cluster. The work of people stays in the folder.
const [folder] = process.argv.slice(2)
if (!folder) throw new Error('Usage: node stop.ts FOLDER')
await endHubs(folder)
const left = findHubProcesses(folder)
if (left.length > 0) {
  console.error(`These processes of the JupyterHub did not end: ${left.join(', ')}`)
  process.exitCode = 1
}
