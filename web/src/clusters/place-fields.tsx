import type { UseFormRegisterReturn } from 'react-hook-form'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { platformName } from '../cloud-accounts/words.ts'
import { t } from '../locales/clusters.ts'
import { Select } from '../ui/field.tsx'

type Field = { field: UseFormRegisterReturn; error: string | undefined }

/** The account of a cluster, and a region of that account. */
export function PlaceFields({
  accounts,
  regions,
  account,
  region,
}: {
  accounts: readonly CloudAccount[]
  regions: readonly string[]
  account: Field
  region: Field
}) {
  return (
    <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
      <Select label={t('form.account')} error={account.error} {...account.field}>
        {accounts.map(({ id, name, platform }) => (
          <option key={id} value={id}>
            {`${name} (${platformName(platform)})`}
          </option>
        ))}
      </Select>
      <Select label={t('form.region')} error={region.error} {...region.field}>
        {regions.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </div>
  )
}
