import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod'
import { type Bucket, bucketName, type CloudAccount } from '../../../contract/cloud-accounts.ts'
import { regionNear } from '../../../domain/cluster-defaults.ts'
import { answer, api } from '../lib/api.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Button } from '../ui/button.tsx'
import { Select, TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { ownZone } from '../ui/time.ts'

const region = z.string().min(1)
const bucketInput = z.object({ name: bucketName, region })
/** https://learn.microsoft.com/azure/storage/common/storage-account-overview#storage-account-name */
const storageAccountInput = () =>
  z.object({ name: z.string().regex(/^[a-z0-9]{3,24}$/, t('storage.accountName')), region })

/** The form to create a state bucket: private, encrypted, with versions. Names are globally unique, so a retry can't create a second one. */
export function CreateBucket({
  account,
  onMade,
  onClose,
}: {
  account: CloudAccount
  onMade: (bucket: Bucket) => void
  onClose: () => void
}) {
  const { id, platform, regions } = account
  const isAzure = platform === 'azure'
  const form = useForm({
    resolver: zodResolver(isAzure ? storageAccountInput() : bucketInput),
    mode: 'onTouched',
    defaultValues: { name: '', region: regionNear(ownZone(), account) },
  })
  const { errors } = form.formState
  const { submit, failure, isPending } = useSubmit(form, async (body) => {
    const params = { path: { accountId: id } }
    onMade(await answer(api.POST('/v1/cloud-accounts/{accountId}/buckets', { params, body })))
  })
  return (
    <form noValidate onSubmit={submit} className="mb-4 rounded-lg border border-line p-4">
      <div className="grid gap-x-4 sm:grid-cols-[1fr_14rem]">
        <TextField
          label={t('storage.name')}
          hint={t(isAzure ? 'storage.accountHint' : 'storage.nameHint')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          error={errors.name?.message}
          {...form.register('name', { setValueAs: (text: string) => text.trim() })}
        />
        {regions.length > 0 ? (
          <Select label={t('storage.region')} error={errors.region?.message} {...form.register('region')}>
            {regions.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        ) : (
          <TextField
            label={t('storage.region')}
            autoComplete="off"
            error={errors.region?.message}
            {...form.register('region')}
          />
        )}
      </div>
      <FailureNotice
        failure={failure}
        what={t('storage.createFailed')}
        unsure={t('storage.createUnsure')}
        className="mt-3"
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" busy={isPending && t('storage.creating')}>
          {t(isAzure ? 'storage.createAccount' : 'storage.create')}
        </Button>
        <Button look="quiet" disabled={isPending} onClick={onClose}>
          {t('storage.cancel')}
        </Button>
      </div>
    </form>
  )
}
