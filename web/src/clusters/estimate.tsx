import type { Platform } from '../../../contract/cloud-credentials.ts'
import type { Nodes } from '../../../contract/cluster-parts.ts'
import { estimateOf, spentBy } from '../../../domain/prices.ts'
import { t } from '../locales/clusters.ts'
import { price } from '../ui/numbers.ts'

/** The estimated cost for the current form. */
export function Estimate({
  platform,
  nodes,
  expiresAt,
}: {
  platform: Platform
  nodes: Nodes
  expiresAt: string | null
}) {
  const isCounted = Number.isInteger(nodes.min) && nodes.min > 0
  const { hourly, monthly, items, source } = estimateOf(platform, isCounted ? nodes : { ...nodes, min: 1 })
  const now = new Date().toISOString()
  const all = expiresAt && expiresAt > now ? spentBy(hourly.amount, now, expiresAt) : null
  return (
    <section aria-label={t('estimate.title')} className="rounded-xl border border-line bg-surface p-4">
      <h2 className="font-semibold">{t('estimate.title')}</h2>
      <p role="status" className="mt-2">
        <span className="font-semibold tabular-nums">{t('estimate.hourly', { price: price(hourly) })}</span>
        <span className="block text-soft text-sm tabular-nums">
          {t('estimate.monthly', { price: price(monthly) })}
        </span>
        {all !== null && (
          <span className="block text-soft text-sm tabular-nums">
            {t('estimate.all', { price: price({ amount: all, currency: 'USD' }) })}
          </span>
        )}
      </p>
      {hourly.amount > 0 && (
        <ul className="mt-3 space-y-1 border-line border-t pt-3 text-sm">
          {items.map((item) => (
            <li key={item.what} className="flex justify-between gap-4">
              <span className="wrap-anywhere text-soft">{item.what}</span>
              <span className="tabular-nums">{price(item.hourly)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-3 text-soft text-sm">{source}</p>
    </section>
  )
}
