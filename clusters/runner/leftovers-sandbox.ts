import type { Leftover } from '../../contract/clusters.ts'
import type { Run } from './context.ts'
import { hubFolderOf } from './hub.ts'
import { endHubs, findHubProcesses } from './hub-processes.ts'

type State = {
  resources?: { mode: string; type: string; name: string; instances: { index_key?: string | number }[] }[]
}

/** Terraform runs no command to stop a hub whose start was interrupted. */
const findProcesses = async ({ inputs, environment }: Run): Promise<Leftover[]> => {
  const folder = hubFolderOf(environment)
  if (!folder) return []
  await endHubs(folder)
  const { region } = inputs.cluster
  return findHubProcesses(folder).map((pid) => ({ id: `process ${pid}`, kind: 'process', region }))
}

/** A sandbox exists only in its Terraform states and in the processes of its JupyterHub. */
export const findSandboxLeftovers = async (run: Run): Promise<Leftover[]> => {
  const { inputs, store } = run
  const leftovers: Leftover[] = await findProcesses(run)
  for (const stage of ['cluster', 'apps']) {
    const bytes = await store.get(`${stage}.tfstate`)
    const state: State = bytes?.length ? JSON.parse(bytes.toString()) : {}
    for (const { mode, type, name, instances } of state.resources ?? [])
      if (mode === 'managed')
        for (const { index_key: key } of instances)
          leftovers.push({
            id: `${type}.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
            kind: type,
            region: inputs.cluster.region,
          })
  }
  return leftovers
}
