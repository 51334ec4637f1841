import type { Leftover } from '../../contract/clusters.ts'
import type { Run } from './context.ts'

type State = {
  resources?: { mode: string; type: string; name: string; instances: { index_key?: string | number }[] }[]
}

/** A sandbox is nowhere but in its states. */
export const leftoversOfSandbox = async ({ inputs, store }: Run): Promise<Leftover[]> => {
  const left: Leftover[] = []
  for (const stage of ['cluster', 'apps']) {
    const bytes = await store.get(`${stage}.tfstate`)
    const state: State = bytes?.length ? JSON.parse(bytes.toString()) : {}
    for (const { mode, type, name, instances } of state.resources ?? [])
      if (mode === 'managed')
        for (const { index_key: key } of instances)
          left.push({
            id: `${type}.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
            kind: type,
            region: inputs.cluster.region,
          })
  }
  return left
}
