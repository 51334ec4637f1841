import { zodResolver } from '@hookform/resolvers/zod'
import { type ComponentProps, useState } from 'react'
import { type Resolver, useForm, useWatch } from 'react-hook-form'
import * as z from 'zod'
import type { Nodes } from '../../../contract/cluster-parts.ts'
import { type Cluster, type ClusterChange, clusterChange } from '../../../contract/clusters.ts'
import type { Offerings } from '../../../contract/offerings.ts'
import { cloudOfferingsOf, listPriceOf } from '../../../domain/offerings.ts'
import { estimateOf, nodePricesAfter } from '../../../domain/prices.ts'
import { writeAmount } from '../../../domain/read-number.ts'
import { answer, api } from '../lib/api.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t } from '../locales/clusters.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { price } from '../ui/numbers.ts'
import { ApiRangesField } from './api-ranges-field.tsx'
import {
  apiRangesFrom,
  type ClusterForm,
  listError,
  nodePriceFrom,
  nodesForm,
  nodesFrom,
} from './cluster-form.ts'
import { NodesFields } from './nodes-fields.tsx'
import { ServicesField } from './services-field.tsx'
import { useOfferings } from './use-offerings.ts'
import { VersionField } from './version-field.tsx'

type Form = Pick<ClusterForm, 'services' | 'nodes' | 'nodePrice' | 'kubernetesVersion' | 'apiRanges'>

const everywhere = '0.0.0.0/0'
/** Empty while every address may reach the Kubernetes API. */
const formRanges = ({ apiRanges = [] }: Cluster): string =>
  apiRanges.includes(everywhere) ? '' : apiRanges.join('\n')

const resolver = zodResolver(
  z
    .custom<Form>()
    .transform(
      ({ services, nodes, nodePrice, kubernetesVersion, apiRanges }): ClusterChange => ({
        services: services as ClusterChange['services'],
        nodes: nodesFrom(nodes),
        nodePrice: nodePriceFrom(nodePrice),
        kubernetesVersion,
        apiRanges: apiRanges.trim() ? apiRangesFrom(apiRanges) : [everywhere],
      }),
    )
    .pipe(clusterChange),
) as Resolver<Form, unknown, ClusterChange>

/** The fields that changed. */
const pickChanges = (cluster: Cluster, change: ClusterChange): ClusterChange => {
  const toSortedText = (list: readonly string[] = []) => [...list].sort().join()
  const { services, nodes, nodePrice, kubernetesVersion, apiRanges } = change
  return {
    ...(toSortedText(services) !== toSortedText(cluster.services) && { services }),
    ...(JSON.stringify(nodes) !== JSON.stringify(nodesFrom(nodesForm(cluster.nodes))) && { nodes }),
    ...(nodePrice && nodePrice.amount !== cluster.nodePrice?.amount && { nodePrice }),
    ...(kubernetesVersion !== cluster.kubernetesVersion && { kubernetesVersion }),
    ...(toSortedText(apiRanges) !== toSortedText(cluster.apiRanges ?? [everywhere]) && { apiRanges }),
  }
}

const formOf = (cluster: Cluster): Form => ({
  services: [...cluster.services],
  nodes: nodesForm(cluster.nodes),
  nodePrice: { amount: cluster.nodePrice ? writeAmount(cluster.nodePrice.amount, 'USD') : '' },
  kubernetesVersion: cluster.kubernetesVersion,
  apiRanges: formRanges(cluster),
})

/** The price an hour of the cluster with the nodes of the form. Null without a known price. */
const hourlyAfter = (
  cluster: Cluster,
  nodes: Nodes,
  { nodePrice, offerings }: { nodePrice: ClusterChange['nodePrice']; offerings: Offerings | undefined },
) => {
  if (!(nodes.min > 0)) return cluster.cost.hourly
  const listPrice = listPriceOf(nodes.type, cloudOfferingsOf(offerings))
  const prices = nodePricesAfter(cluster, { nodes, nodePrice, listPrice })
  const hasPublicServices = cluster.domain !== undefined
  return estimateOf(cluster.platform, nodes, { ...prices, hasPublicServices }).hourly
}

/** The form to change services, nodes or version. Terraform plans the change first. */
export function ChangeCluster({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
  const { id, platform } = cluster
  const form = useForm<Form, unknown, ClusterChange>({
    resolver,
    mode: 'onTouched',
    defaultValues: formOf(cluster),
  })
  const { register, control, setValue } = form
  const lists = useOfferings({ accountId: cluster.accountId, region: cluster.region, platform })
  const { errors } = form.formState
  const [typed, typedPrice, version] = useWatch({
    control,
    name: ['nodes', 'nodePrice', 'kubernetesVersion'],
  })
  const nodes = nodesFrom(typed)
  const [isSame, setIsSame] = useState(false)
  const { submit, failure, isPending } = useSubmit(form, async (all) => {
    const body = pickChanges(cluster, all)
    setIsSame(Object.keys(body).length === 0)
    if (Object.keys(body).length === 0) return
    await answer(api.PATCH('/v1/clusters/{clusterId}', { params: { path: { clusterId: id } }, body }))
    onClose()
  })
  const { offerings } = lists
  const hourly = hourlyAfter(cluster, nodes, { nodePrice: nodePriceFrom(typedPrice), offerings })
  return (
    <form
      noValidate
      aria-label={t('change.title')}
      onSubmit={submit}
      className="mt-4 space-y-4 rounded-lg border border-line p-4"
    >
      <ServicesField field={register('services')} error={listError(errors.services)} />
      <NodesFields
        platform={platform}
        lists={lists}
        type={typed.type}
        onType={(name) => setValue('nodes.type', name, { shouldDirty: true, shouldValidate: true })}
        register={register as ComponentProps<typeof NodesFields>['register']}
        errors={errors.nodes}
        priceError={errors.nodePrice?.amount}
      />
      <VersionField
        platform={platform}
        offerings={offerings}
        current={cluster.kubernetesVersion}
        field={register('kubernetesVersion')}
        value={version}
        error={errors.kubernetesVersion?.message}
      />
      {platform !== 'sandbox' && (
        <ApiRangesField field={register('apiRanges')} error={listError(errors.apiRanges)} />
      )}
      <p role="status" className="text-soft text-sm tabular-nums">
        {isSame
          ? t('change.same')
          : hourly
            ? t('change.cost', { price: price(hourly) })
            : t('change.costUnknown')}
      </p>
      <FailureNotice failure={failure} what={t('change.failed')} unsure={t('change.unsure')} />
      <div className="flex gap-2">
        <Button type="submit" busy={isPending && t('form.sending')}>
          {t('change.send')}
        </Button>
        <Button look="quiet" disabled={isPending} onClick={onClose}>
          {t('change.cancel')}
        </Button>
      </div>
    </form>
  )
}
