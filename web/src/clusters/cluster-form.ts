import { zodResolver } from '@hookform/resolvers/zod'
import type { Resolver } from 'react-hook-form'
import * as z from 'zod'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import type { Nodes } from '../../../contract/cluster-parts.ts'
import { type ClusterInput, clusterInput } from '../../../contract/clusters.ts'
import { defaults, nodesOr, regionNear } from '../../../domain/cluster-defaults.ts'
import { defaultVersion } from '../../../domain/kubernetes-versions.ts'
import { regionsFor } from '../../../domain/regions.ts'
import { parseAmount, parseNumber } from '../lib/parse-number.ts'
import { ownZone } from '../ui/time.ts'
import { type EndForm, endFrom, requireEnd } from './end.ts'

/** The values of the controls: text, under the contract's field names. `diskGb` is empty in a sandbox, which has no disks. */
export type NodesForm = { type: string; min: string; max: string; diskGb: string }
export type ClusterForm = EndForm & {
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
  /** One range per line; empty: every address. */
  apiRanges: string
  permissionsBoundary: string
  nodes: NodesForm
  /** In dollars. Absent while the machine type has a known price. */
  nodePrice?: { amount?: string }
  /** An empty zone: the services stay inside the cluster. */
  domain: { zone: string; allowedRanges: string }
  budget: { amount: string }
  approval: 'manual' | 'automatic'
}

/** The fields under "More", which opens when one of them has an error. */
export const furtherFields = [
  'kubernetesVersion',
  'vpcCidr',
  'publicSubnets',
  'privateSubnets',
  'apiRanges',
  'permissionsBoundary',
  'nodes',
  'nodePrice',
  'domain',
  'budget',
  'approval',
] as const satisfies (keyof ClusterForm)[]

export const nodesForm = ({ type, min, max, diskGb }: Nodes): NodesForm => ({
  type,
  min: String(min),
  max: String(max),
  diskGb: diskGb ? String(diskGb) : '',
})
export const nodesFor = (platform: Platform): NodesForm => nodesForm(nodesOr(platform, undefined))

export const versionFor = (platform: Platform): string => defaultVersion(platform, new Date().toISOString())
/** The account with the regions that the form offers. */
export const withRegions = (account: CloudAccount): CloudAccount => ({
  ...account,
  regions: [...regionsFor(account)],
})

export const emptyForm = (account: CloudAccount): ClusterForm => ({
  accountId: account.id,
  region: regionNear(ownZone(), withRegions(account)),
  stateBucket: '',
  name: '',
  services: ['vscode', 'jupyterhub'],
  kubernetesVersion: versionFor(account.platform),
  vpcCidr: defaults.vpcCidr,
  publicSubnets: defaults.publicSubnets.join('\n'),
  privateSubnets: defaults.privateSubnets.join('\n'),
  apiRanges: '',
  permissionsBoundary: '',
  nodes: nodesFor(account.platform),
  ending: '',
  expiresAt: '',
  domain: { zone: '', allowedRanges: '' },
  budget: { amount: '' },
  approval: 'manual',
})

export const listFrom = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)

/** The ranges that may reach the Kubernetes API. An address without a prefix is a range of one address. */
export const apiRangesFrom = (text: string): string[] =>
  listFrom(text).map((range) => (/^\d+(\.\d+){3}$/.test(range) ? `${range}/32` : range))

export const nodesFrom = ({ type, min, max, diskGb }: NodesForm): Nodes => ({
  type: type.trim(),
  min: parseNumber(min, 0),
  max: parseNumber(max, 0),
  ...(diskGb.trim() && { diskGb: parseNumber(diskGb, 0) }),
})

const centsOf = (dollars: string) => ({
  amount: parseAmount(dollars, 'USD'),
  currency: 'USD' as const,
})

/** The price of a node. Its field is in the form only while the machine type has no known price. */
export const nodePriceFrom = (field: ClusterForm['nodePrice']) =>
  field?.amount?.trim() ? centsOf(field.amount) : undefined

/** The contract's form of the values. Missing values and invalid numbers stay, so that the schema reports them. */
export const toInput = (form: ClusterForm): ClusterInput => {
  const nodePrice = nodePriceFrom(form.nodePrice)
  const expiresAt = endFrom(form)
  const apiRanges = apiRangesFrom(form.apiRanges)
  const permissionsBoundary = form.permissionsBoundary.trim()
  return {
    accountId: form.accountId,
    name: form.name,
    region: form.region,
    ...(form.stateBucket && { stateBucket: form.stateBucket }),
    services: form.services as ClusterInput['services'],
    kubernetesVersion: form.kubernetesVersion.trim(),
    vpcCidr: form.vpcCidr.trim(),
    publicSubnets: listFrom(form.publicSubnets),
    privateSubnets: listFrom(form.privateSubnets),
    ...(apiRanges.length > 0 && { apiRanges }),
    ...(permissionsBoundary && { permissionsBoundary }),
    approval: form.approval,
    nodes: nodesFrom(form.nodes),
    ...(nodePrice && { nodePrice }),
    ...(form.domain.zone.trim() && {
      domain: { zone: form.domain.zone, allowedRanges: listFrom(form.domain.allowedRanges) },
    }),
    ...(expiresAt !== null && { expiresAt }),
    ...(form.budget.amount.trim() && { budget: centsOf(form.budget.amount) }),
  }
}

export const clusterResolver = requireEnd(
  zodResolver(z.custom<ClusterForm>().transform(toInput).pipe(clusterInput)) as Resolver<
    ClusterForm,
    unknown,
    ClusterInput
  >,
)

/** The first error of a list that is one text in the form. */
export const listError = (error: unknown): string | undefined => {
  const fieldError = error as { message?: string } | { message?: string }[] | undefined
  return Array.isArray(fieldError) ? fieldError.find(Boolean)?.message : fieldError?.message
}
