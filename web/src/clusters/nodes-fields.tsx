import type { FieldErrors, RegisterOptions, UseFormRegisterReturn } from 'react-hook-form'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import { parseMessage } from '../../../contract/validation.ts'
import { cloudOfferingsOf, listPriceOf } from '../../../domain/offerings.ts'
import { isPriced } from '../../../domain/prices.ts'
import { parseAmount, parseNumber } from '../lib/parse-number.ts'
import { t } from '../locales/clusters.ts'
import { NumberField } from '../ui/number-field.tsx'
import { price } from '../ui/numbers.ts'
import type { NodesForm } from './cluster-form.ts'
import { MachineTypeField } from './machine-type-field.tsx'
import type { RegionOfferings } from './use-offerings.ts'

type FieldError = { type?: unknown; message?: string | undefined } | undefined

/** The schema's messages name a bound each; the pages name both. Other messages stay, also those about how a number is written. */
const countError = (error: FieldError, text = t('nodes.wrong')): string | undefined => {
  const key = parseMessage(error?.message ?? '')?.key
  const isAboutWriting = key === 'numberUnread' || key === 'numberAmbiguous'
  return ['invalid_type', 'too_small', 'too_big'].includes(String(error?.type)) && !isAboutWriting
    ? text
    : error?.message
}

const readCount = (text: string) => parseNumber(text, 0)
const showNodes = (count: number) => t('nodes.understood', { count })

type Name = 'nodes.type' | 'nodes.min' | 'nodes.max' | 'nodes.diskGb' | 'nodePrice.amount'

/** The machine type, its price if Labseat knows none, the minimum and maximum number of nodes, and the size of their disks. */
export function NodesFields({
  platform,
  lists,
  type,
  onType,
  register,
  errors,
  priceError,
}: {
  platform: Platform
  lists: RegionOfferings
  /** The machine type in the form. */
  type: string
  onType: (type: string) => void
  register: (name: Name, options?: RegisterOptions) => UseFormRegisterReturn
  errors: FieldErrors<NodesForm> | undefined
  priceError: FieldError
}) {
  const isUnpriced =
    type.trim() !== '' &&
    !isPriced(platform, type.trim()) &&
    !listPriceOf(type.trim(), cloudOfferingsOf(lists.offerings))
  const plain = { autoComplete: 'off', spellCheck: false } as const
  const counted = { read: readCount, inputMode: 'numeric', ...plain } as const
  return (
    <>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-[1fr_8rem_8rem]">
        <MachineTypeField
          lists={lists}
          field={register('nodes.type')}
          value={type}
          error={errors?.type?.message}
          onChoose={onType}
        />
        <NumberField
          label={t('nodes.min')}
          show={showNodes}
          {...counted}
          error={countError(errors?.min)}
          {...register('nodes.min')}
        />
        <NumberField
          label={t('nodes.max')}
          show={showNodes}
          {...counted}
          error={countError(errors?.max)}
          {...register('nodes.max')}
        />
      </div>
      {platform !== 'sandbox' && (
        <NumberField
          label={t('nodes.disk')}
          show={(size) => t('nodes.memory', { size })}
          hint={t('nodes.diskHint')}
          {...counted}
          className="max-w-xs"
          error={countError(errors?.diskGb, t('nodes.diskWrong'))}
          {...register('nodes.diskGb')}
        />
      )}
      {isUnpriced && (
        <NumberField
          label={t('nodes.price')}
          read={(text) => parseAmount(text, 'USD')}
          show={(amount) => price({ amount, currency: 'USD' })}
          hint={t('nodes.priceHint')}
          inputMode="decimal"
          {...plain}
          className="max-w-md"
          error={priceError?.message}
          {...register('nodePrice.amount', { shouldUnregister: true })}
        />
      )}
    </>
  )
}
