import { stateNameOf } from './backend.ts'
import type { Run } from './context.ts'
import { credentialErrors, StageFailed } from './failures.ts'

/** Values of an existing cluster that people or programs change and that Terraform must leave as they are. */
export type Existing = {
  /** Keys of tags that Labseat did not set. Only AWS' provider needs them. */
  foreignTagKeys: string[]
  /** The current number of nodes. Only a node group of EKS needs it. */
  desiredNodes?: number
}

/**
 * Reads them before the first plan.
 *
 * @throws StageFailed, because a plan without them would remove tags of other people and programs, or nodes
 */
export const readExisting = async ({
  inputs,
  store,
  credentials,
}: Pick<Run, 'inputs' | 'store' | 'credentials'>): Promise<Existing> => {
  const nothing: Existing = { foreignTagKeys: [] }
  if (inputs.platform !== 'aws' || inputs.command === 'destroy' || inputs.mode === 'apply') return nothing
  if (!(await store.get(stateNameOf(inputs.platform, 'cluster')))) return nothing
  const { readExistingAws } = await import('./existing-aws.ts')
  try {
    return await readExistingAws({ inputs, credentials })
  } catch (error) {
    const { name, message } = error as Error
    throw new StageFailed({
      reason: credentialErrors.test(`${name} ${message}`) ? 'credentials' : 'runner',
      detail: `The tags and nodes of the cluster could not be read, so nothing was changed (${name}: ${message}).`,
    })
  }
}
