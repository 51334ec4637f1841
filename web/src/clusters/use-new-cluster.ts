import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { type FieldErrors, type UseFormReturn, useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import type { ClusterInput } from '../../../contract/clusters.ts'
import { regionNear } from '../../../domain/cluster-defaults.ts'
import { answer, api } from '../lib/api.ts'
import { toFailure } from '../lib/failure.ts'
import { useIdempotencyKey } from '../lib/use-idempotency-key.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t } from '../locales/clusters.ts'
import { ownZone } from '../ui/time.ts'
import {
  type ClusterForm,
  clusterResolver,
  emptyForm,
  furtherFields,
  nodesFor,
  versionFor,
  withRegions,
} from './cluster-form.ts'
import { type RegionOfferings, useOfferings } from './use-offerings.ts'

const isFurther = (path: string) =>
  path === '' ? false : furtherFields.some((name) => path.split('.')[0] === name)

/** The newest version that the cloud offers is chosen until a person chooses another one. */
const useDefaultVersion = (
  form: UseFormReturn<ClusterForm, unknown, ClusterInput>,
  { offerings, state }: RegionOfferings,
) => {
  const newest = state === 'ready' ? offerings.versions[0]?.version : undefined
  const isChosen = form.formState.dirtyFields.kubernetesVersion === true
  const { setValue } = form
  useEffect(() => {
    if (newest && !isChosen) setValue('kubernetesVersion', newest)
  }, [newest, isChosen, setValue])
}

/** The form of a new cluster. `more` opens the further fields, also when one of them has an error. */
export const useNewCluster = (accounts: readonly CloudAccount[], first: CloudAccount) => {
  const navigate = useNavigate()
  const form = useForm<ClusterForm, unknown, ClusterInput>({
    resolver: clusterResolver,
    mode: 'onTouched',
    defaultValues: emptyForm(first),
  })
  const [accountId, region] = useWatch({ control: form.control, name: ['accountId', 'region'] })
  const account = accounts.find(({ id }) => id === accountId) ?? first
  const needsBucket = account.platform !== 'sandbox'
  const lists = useOfferings({ accountId: account.id, region, platform: account.platform })
  useDefaultVersion(form, lists)
  const [more, setMore] = useState(false)
  const keyFor = useIdempotencyKey()

  /** Another account resets the fields that depend on it. */
  const chooseAccount = (id: string) => {
    const next = accounts.find((account) => account.id === id)
    if (!next) return
    form.setValue('region', regionNear(ownZone(), withRegions(next)))
    form.setValue('stateBucket', '')
    form.setValue('domain', { zone: '', allowedRanges: '' })
    if (next.platform === account.platform) return
    form.setValue('nodes', nodesFor(next.platform))
    form.setValue('kubernetesVersion', versionFor(next.platform))
    form.setValue('permissionsBoundary', '')
    if (next.platform === 'sandbox') form.setValue('apiRanges', '')
  }
  const send = async (body: ClusterInput) => {
    const headers = { 'Idempotency-Key': keyFor(body) }
    try {
      const made = await answer(api.POST('/v1/clusters', { body, headers }))
      navigate(`/clusters/${made.id}`)
    } catch (error) {
      const { fields, code } = toFailure(error)
      if (code === 'over-budget' || fields.some(({ path }) => isFurther(path))) flushSync(() => setMore(true))
      throw error
    }
  }
  const sendComplete = async (body: ClusterInput) => {
    if (needsBucket && !body.stateBucket)
      form.setError('stateBucket', { message: t('bucket.required') }, { shouldFocus: true })
    else await send(body)
  }
  /** A hidden field can't receive the focus. */
  const open = (errors: FieldErrors<ClusterForm>) => {
    if (Object.keys(errors).some(isFurther)) flushSync(() => setMore(true))
  }
  return {
    form,
    account,
    lists,
    chooseAccount,
    needsBucket,
    more,
    setMore,
    ...useSubmit(form, sendComplete, open),
  }
}
