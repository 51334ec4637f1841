import type { Platform } from '../../../contract/cloud-credentials.ts'
import type { Nodes } from '../../../contract/cluster-parts.ts'
import type { Money } from '../../../contract/common.ts'
import type { Offerings } from '../../../contract/offerings.ts'
import { cloudOfferingsOf, listPriceOf } from '../../../domain/offerings.ts'
import { estimateOf, spentBetween } from '../../../domain/prices.ts'
import { t } from '../locales/clusters.ts'
import { price } from '../ui/numbers.ts'

/** The estimate for values that a person may still be typing. */
export const estimateForm = (
  platform: Platform,
  nodes: Nodes,
  nodePrice: Money | undefined,
  { hasDomain, offerings }: { hasDomain: boolean; offerings: Offerings },
) => {
  const isCounted = Number.isInteger(nodes.min) && nodes.min > 0
  const counted = isCounted ? nodes : { ...nodes, min: 1 }
  const hasPrice = nodePrice && Number.isInteger(nodePrice.amount) && nodePrice.amount > 0
  const listPrice = listPriceOf(nodes.type, cloudOfferingsOf(offerings))
  return estimateOf(platform, counted, {
    ...(hasPrice && { nodePrice }),
    listPrice,
    hasPublicServices: hasDomain,
  })
}

/** The estimated cost for the current form. */
export function Estimate({
  estimate: { hourly, monthly, items, source },
  expiresAt,
}: {
  estimate: ReturnType<typeof estimateForm>
  expiresAt: string | null
}) {
  const now = new Date().toISOString()
  const all = expiresAt && expiresAt > now && hourly ? spentBetween(hourly.amount, now, expiresAt) : null
  return (
    <section aria-label={t('estimate.title')} className="rounded-xl border border-line bg-surface p-4">
      <h2 className="font-semibold">{t('estimate.title')}</h2>
      <p role="status" className="mt-2">
        <span className="font-semibold tabular-nums">
          {hourly ? t('estimate.hourly', { price: price(hourly) }) : t('estimate.unknown')}
        </span>
        {monthly && (
          <span className="block text-soft text-sm tabular-nums">
            {t('estimate.monthly', { price: price(monthly) })}
          </span>
        )}
        {all !== null && (
          <span className="block text-soft text-sm tabular-nums">
            {t('estimate.all', { price: price({ amount: all, currency: 'USD' }) })}
          </span>
        )}
      </p>
      {hourly?.amount !== 0 && (
        <ul className="mt-3 space-y-1 border-line border-t pt-3 text-sm">
          {items.map((item) => (
            <li key={item.what} className="flex justify-between gap-4">
              <span className="wrap-anywhere text-soft">{item.what}</span>
              <span className="tabular-nums">
                {item.hourly ? price(item.hourly) : t('estimate.itemUnknown')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-3 text-soft text-sm">{source}</p>
    </section>
  )
}
