import { zodResolver } from '@hookform/resolvers/zod'
import type { Resolver } from 'react-hook-form'
import * as z from 'zod'
import type { ReceivedOffer } from '../../../contract/account-offers.ts'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import { type Lab, type LabInput, type LabTemplate, labInput } from '../../../contract/labs.ts'
import { regionNear } from '../../../domain/cluster-defaults.ts'
import { regionsFor } from '../../../domain/regions.ts'
import { parseNumber } from '../lib/parse-number.ts'
import { ownZone } from '../ui/time.ts'

/** The values of the controls: text, under the contract's field names. */
export type LabForm = {
  /** The id of an account, or `offer:` and the id of an offer. */
  accountId: string
  region: string
  stateBucket: string
  zone: string
  template: LabTemplate
  memoryGb: string
  cores: string
  materials: string
  readyMinutes: string
  /** US dollars. Empty: no budget. */
  budget: string
  endMinutes: string
}

export const regionFor = (account: CloudAccount): string =>
  regionNear(ownZone(), { platform: account.platform, regions: [...regionsFor(account)] })

/** Where a lab can be built: an account of the person, or one that an operator offers them. */
export type LabPlaceChoice =
  | { kind: 'account'; value: string; platform: Platform; account: CloudAccount }
  | { kind: 'offer'; value: string; platform: Platform; offer: ReceivedOffer }

export const choicesOf = (
  accounts: readonly CloudAccount[],
  offers: readonly ReceivedOffer[],
): LabPlaceChoice[] => [
  ...accounts.map((account) => ({
    kind: 'account' as const,
    value: account.id,
    platform: account.platform,
    account,
  })),
  ...offers.map((offer) => ({
    kind: 'offer' as const,
    value: `offer:${offer.id}`,
    platform: offer.platform,
    offer,
  })),
]

const regionOf = (choice: LabPlaceChoice, lab: Lab | undefined): string => {
  if (choice.kind === 'offer') return ''
  const isSame = lab?.setup?.accountId === choice.account.id
  return (isSame && lab?.setup?.region) || regionFor(choice.account)
}

/** @param lab the settings of an earlier lab */
export const labFormOf = (choice: LabPlaceChoice, lab: Lab | undefined): LabForm => ({
  accountId: choice.value,
  region: regionOf(choice, lab),
  stateBucket: '',
  zone: '',
  template: lab?.template ?? 'notebook',
  memoryGb: String(lab?.setup?.memoryGb ?? 2),
  cores: String(lab?.setup?.cores ?? 0.5),
  materials: lab?.materials ?? '',
  readyMinutes: String(lab?.setup?.readyMinutes ?? 30),
  budget: lab?.setup?.budget ? String(lab.setup.budget.amount / 100) : '',
  endMinutes: String(lab?.setup?.endMinutes ?? 120),
})

/** The contract's form of the values. Invalid numbers stay, so that the schema reports them. */
export const labInputFrom = (form: LabForm): z.input<typeof labInput> => ({
  ...(form.accountId.startsWith('offer:')
    ? { offerId: form.accountId.slice('offer:'.length) }
    : {
        accountId: form.accountId,
        region: form.region,
        ...(form.stateBucket && { stateBucket: form.stateBucket }),
        ...(form.zone.trim() && { zone: form.zone.trim() }),
      }),
  template: form.template,
  memoryGb: parseNumber(form.memoryGb),
  cores: parseNumber(form.cores),
  materials: form.materials.trim() || null,
  readyMinutes: parseNumber(form.readyMinutes),
  budget: form.budget.trim() ? { amount: Math.round(parseNumber(form.budget) * 100), currency: 'USD' } : null,
  endMinutes: parseNumber(form.endMinutes),
})

export const labResolver = zodResolver(
  z.custom<LabForm>().transform(labInputFrom).pipe(labInput),
) as Resolver<LabForm, unknown, LabInput>
