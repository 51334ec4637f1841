import { useState } from 'react'
import { flushSync } from 'react-dom'
import { type FieldErrors, useForm, useWatch } from 'react-hook-form'
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
import { type ClusterForm, clusterResolver, emptyForm, furtherFields, nodesFor } from './cluster-form.ts'

const isFurther = (path: string) =>
  path === '' ? false : furtherFields.some((name) => path.split('.')[0] === name)

/** The form of a new cluster. `more` opens the further fields, also when one of them has an error. */
export const useNewCluster = (accounts: readonly CloudAccount[], first: CloudAccount) => {
  const navigate = useNavigate()
  const form = useForm<ClusterForm, unknown, ClusterInput>({
    resolver: clusterResolver,
    mode: 'onTouched',
    defaultValues: emptyForm(first),
  })
  const accountId = useWatch({ control: form.control, name: 'accountId' })
  const account = accounts.find(({ id }) => id === accountId) ?? first
  const needsBucket = account.platform !== 'sandbox'
  const [more, setMore] = useState(false)
  const keyFor = useIdempotencyKey()

  /** Another account resets the fields that depend on it. */
  const chooseAccount = (id: string) => {
    const next = accounts.find((account) => account.id === id)
    if (!next) return
    form.setValue('region', regionNear(ownZone(), next))
    form.setValue('stateBucket', '')
    if (next.platform !== account.platform) form.setValue('nodes', nodesFor(next.platform))
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
  return { form, account, chooseAccount, needsBucket, more, setMore, ...useSubmit(form, sendComplete, open) }
}
