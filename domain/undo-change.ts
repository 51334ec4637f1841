import type { RunDocument } from '../contract/runs.ts'

/** The resource of each platform that has the Kubernetes version of the control plane. */
const controlPlane = /(^|\.)(aws_eks_cluster|azurerm_kubernetes_cluster|google_container_cluster)\./

/**
 * The change that leads a cluster back to its settings before a change that ended halfway.
 *
 * @returns undefined if the change was never applied. Clouds refuse an earlier version of the control plane, so a version that it has already
 *   stays.
 */
export const undoOf = ({
  approved,
  attempt,
  change,
  resources,
}: Pick<RunDocument, 'approved' | 'attempt' | 'change' | 'resources'>): RunDocument['change'] => {
  // A later attempt may follow a plan that was applied in part.
  if (!approved && attempt === 1) return undefined
  const isUpgraded = resources.some(
    ({ address, action, state }) => controlPlane.test(address) && action === 'update' && state === 'done',
  )
  return change?.kubernetesVersion && isUpgraded ? { kubernetesVersion: change.kubernetesVersion } : {}
}
