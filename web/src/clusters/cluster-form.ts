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

/** What the controls hold: text, under the names that the contract gives the fields. */
export type NodesForm = { type: string; min: string; max: string }
export type ClusterForm = {
  accountId: string
  region: string
  stateBucket: string
  name: string
  services: string[]
  kubernetesVersion: string
  vpcCidr: string
  /** One a line. */
  publicSubnets: string
  privateSubnets: string
  nodes: NodesForm
  /** Wall time of the viewer's; empty: never. */
  expiresAt: string
  budget: { amount: string }
  approval: 'manual' | 'automatic'
}

/** What stands under "More", which opens when something of it is wrong. */
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

/** As the contract has it; what is missing or no number stays so, for the schema to find. */
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

/** The first of what is wrong with a list that is typed as one text. */
export const listError = (error: unknown): string | undefined => {
  const found = error as { message?: string } | { message?: string }[] | undefined
  return Array.isArray(found) ? found.find(Boolean)?.message : found?.message
}
