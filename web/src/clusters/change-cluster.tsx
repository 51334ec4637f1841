import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { type Resolver, useForm, useWatch } from 'react-hook-form'
import * as z from 'zod'
import { type Cluster, type ClusterChange, clusterChange } from '../../../contract/clusters.ts'
import { estimateOf } from '../../../domain/prices.ts'
import { answer, api } from '../lib/api.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t } from '../locales/clusters.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { price } from '../ui/numbers.ts'
import { listError, type NodesForm, nodesForm, nodesFrom } from './cluster-form.ts'
import { NodesFields } from './nodes-fields.tsx'
import { ServicesField } from './services-field.tsx'

type Form = { services: string[]; nodes: NodesForm; kubernetesVersion: string }

const resolver = zodResolver(
  z
    .custom<Form>()
    .transform(
      ({ services, nodes, kubernetesVersion }): ClusterChange => ({
        services: services as ClusterChange['services'],
        nodes: nodesFrom(nodes),
        kubernetesVersion: kubernetesVersion.trim(),
      }),
    )
    .pipe(clusterChange),
) as Resolver<Form, unknown, ClusterChange>

/** The fields that changed. */
const pickChanges = (cluster: Cluster, change: ClusterChange): ClusterChange => {
  const toSortedText = (list: readonly string[] = []) => [...list].sort().join()
  const { services, nodes, kubernetesVersion } = change
  return {
    ...(toSortedText(services) !== toSortedText(cluster.services) && { services }),
    ...(JSON.stringify(nodes) !== JSON.stringify(nodesFrom(nodesForm(cluster.nodes))) && { nodes }),
    ...(kubernetesVersion !== cluster.kubernetesVersion && { kubernetesVersion }),
  }
}

/** The form to change services, nodes or version. Terraform plans the change first. */
export function ChangeCluster({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
  const { id, platform } = cluster
  const form = useForm<Form, unknown, ClusterChange>({
    resolver,
    mode: 'onTouched',
    defaultValues: {
      services: [...cluster.services],
      nodes: nodesForm(cluster.nodes),
      kubernetesVersion: cluster.kubernetesVersion,
    },
  })
  const { register, control } = form
  const { errors } = form.formState
  const nodes = nodesFrom(useWatch({ control, name: 'nodes' }))
  const [isSame, setIsSame] = useState(false)
  const { submit, failure, isPending } = useSubmit(form, async (all) => {
    const body = pickChanges(cluster, all)
    setIsSame(Object.keys(body).length === 0)
    if (Object.keys(body).length === 0) return
    await answer(api.PATCH('/v1/clusters/{clusterId}', { params: { path: { clusterId: id } }, body }))
    onClose()
  })
  const hourly = nodes.min > 0 ? estimateOf(platform, nodes).hourly : cluster.cost.hourly
  return (
    <form
      noValidate
      aria-label={t('change.title')}
      onSubmit={submit}
      className="mt-4 space-y-4 rounded-lg border border-line p-4"
    >
      <ServicesField field={register('services')} error={listError(errors.services)} />
      <NodesFields platform={platform} register={register} errors={errors.nodes} />
      <TextField
        label={t('form.version')}
        hint={t('change.versionHint')}
        autoComplete="off"
        spellCheck={false}
        className="max-w-xs"
        error={errors.kubernetesVersion?.message}
        {...register('kubernetesVersion')}
      />
      <p role="status" className="text-soft text-sm tabular-nums">
        {isSame ? t('change.same') : t('change.cost', { price: price(hourly) })}
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
