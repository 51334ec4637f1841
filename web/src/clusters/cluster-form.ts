import { zodResolver } from '@hookform/resolvers/zod'
import type { Resolver } from 'react-hook-form'
import * as z from 'zod'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import type { Nodes } from '../../../contract/cluster-parts.ts'
import { type ClusterInput, clusterInput } from '../../../contract/clusters.ts'
import { defaults, regionNear } from '../../../domain/cluster-defaults.ts'
import { parseNumber } from '../lib/parse-number.ts'
import { toMoment } from '../lib/wall-time.ts'
import { ownZone } from '../ui/time.ts'

/** The values of the controls: text, under the contract's field names. */
export type NodesForm = { type: string; min: string; max: string }
export type ClusterForm = {
  accountId: string
  region: string
  stateBucket: string
  name: string
  services: string[]
  kubernetesVersion: string
  vpcCidr: string
  /** One range per line. */
  publicSubnets: string
  privateSubnets: string
  nodes: NodesForm
  /** Wall time in the viewer's zone; empty: never. */
  expiresAt: string
  budget: { amount: string }
  approval: 'manual' | 'automatic'
}

/** The fields under "More", which opens when one of them has an error. */
export const furtherFields = [
  'kubernetesVersion',
  'vpcCidr',
  'publicSubnets',
  'privateSubnets',
  'nodes',
  'expiresAt',
  'budget',
  'approval',
] as const satisfies (keyof ClusterForm)[]

export const nodesForm = ({ type, min, max }: Nodes): NodesForm => ({
  type,
  min: String(min),
  max: String(max),
})
export const nodesFor = (platform: Platform): NodesForm => nodesForm(defaults.nodes[platform])

export const emptyForm = (account: CloudAccount): ClusterForm => ({
  accountId: account.id,
  region: regionNear(ownZone(), account),
  stateBucket: '',
  name: '',
  services: ['vscode', 'jupyterhub'],
  kubernetesVersion: defaults.kubernetesVersion,
  vpcCidr: defaults.vpcCidr,
  publicSubnets: defaults.publicSubnets.join('\n'),
  privateSubnets: defaults.privateSubnets.join('\n'),
  nodes: nodesFor(account.platform),
  expiresAt: '',
  budget: { amount: '' },
  approval: 'manual',
})

export const listFrom = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)

export const nodesFrom = ({ type, min, max }: NodesForm): Nodes => ({
  type: type.trim(),
  min: parseNumber(min),
  max: parseNumber(max),
})

/** The contract's form of the values. Missing values and invalid numbers stay, so that the schema reports them. */
export const toInput = (form: ClusterForm): ClusterInput => ({
  accountId: form.accountId,
  name: form.name,
  region: form.region,
  ...(form.stateBucket && { stateBucket: form.stateBucket }),
  services: form.services as ClusterInput['services'],
  kubernetesVersion: form.kubernetesVersion.trim(),
  vpcCidr: form.vpcCidr.trim(),
  publicSubnets: listFrom(form.publicSubnets),
  privateSubnets: listFrom(form.privateSubnets),
  approval: form.approval,
  nodes: nodesFrom(form.nodes),
  ...(form.expiresAt && { expiresAt: toMoment(form.expiresAt, ownZone()) }),
  ...(form.budget.amount.trim() && {
    budget: { amount: Math.round(parseNumber(form.budget.amount) * 100), currency: 'USD' },
  }),
})

export const clusterResolver = zodResolver(
  z.custom<ClusterForm>().transform(toInput).pipe(clusterInput),
) as Resolver<ClusterForm, unknown, ClusterInput>

/** The first error of a list that is one text in the form. */
export const listError = (error: unknown): string | undefined => {
  const fieldError = error as { message?: string } | { message?: string }[] | undefined
  return Array.isArray(fieldError) ? fieldError.find(Boolean)?.message : fieldError?.message
}
