import { ArrowRight, ChevronRight, RefreshCw } from 'lucide-react'
import type { AttributeChange, RunResource } from '../../../contract/runs.ts'
import { t } from '../locales/clusters.ts'
import { StateMark } from '../ui/state-mark.tsx'
import { splitAddress } from './address.ts'
import { replaceReasons } from './words.ts'

/** A resource of a plan. It opens to the attributes that change. */
export function PlannedResource({ resource, isOpen }: { resource: RunResource; isOpen: boolean }) {
  const { address, attributes = [], hiddenAttributes = 0, replacedBecause, previousAddress } = resource
  const count = attributes.length + hiddenAttributes
  const name = <span className="wrap-anywhere font-mono text-sm">{splitAddress(address)[1]}</span>
  if (count === 0 && !replacedBecause && !previousAddress) return <li className="py-0.5">{name}</li>
  return (
    <li>
      <details open={isOpen} className="group/resource">
        <summary className="flex min-h-11 items-center gap-2 py-0.5 marker:content-none md:min-h-8 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            size={14}
            aria-hidden
            className="shrink-0 text-soft transition-transform group-open/resource:rotate-90"
          />
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            {name}
            {count > 0 && (
              <span className="text-soft text-sm tabular-nums">{t('plan.attributes', { count })}</span>
            )}
          </span>
        </summary>
        <div className="mb-2 ml-1.5 border-line border-l pb-1 pl-4 text-sm">
          {replacedBecause && <p className="py-1 text-warn">{t(replaceReasons[replacedBecause])}</p>}
          {previousAddress && (
            <p className="wrap-anywhere py-1 text-soft">{t('plan.moved', { address: previousAddress })}</p>
          )}
          <ul className="divide-y divide-line">
            {attributes.map((attribute) => (
              <Attribute key={attribute.path} attribute={attribute} action={resource.action} />
            ))}
          </ul>
          {hiddenAttributes > 0 && (
            <p className="py-1 text-soft">
              {t(attributes.length > 0 ? 'plan.moreAttributes' : 'plan.noAttributes', {
                count: hiddenAttributes,
              })}
            </p>
          )}
        </div>
      </details>
    </li>
  )
}

function Attribute({
  attribute: { path, from, to, replaces },
  action,
}: {
  attribute: AttributeChange
  action: RunResource['action']
}) {
  const hasBoth = action === 'update' || action === 'replace'
  return (
    <li className="grid gap-x-4 py-1.5 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <span className="wrap-anywhere font-mono text-soft">{path}</span>
      {(from !== undefined || to !== undefined) && (
        <span className="wrap-anywhere flex flex-wrap items-baseline gap-x-2">
          {(hasBoth || from !== undefined) && <Value text={from} label={t('plan.from')} />}
          {hasBoth && <ArrowRight size={14} aria-hidden className="shrink-0 self-center text-soft" />}
          {(hasBoth || to !== undefined) && <Value text={to} label={t('plan.to')} />}
        </span>
      )}
      {replaces && (
        <span className="col-span-full">
          <StateMark tone="warn" Icon={RefreshCw}>
            {t('plan.forces')}
          </StateMark>
        </span>
      )}
    </li>
  )
}

/** A value, with a word for screen readers. Without a text the attribute is not set. */
function Value({ text, label }: { text: string | undefined; label: string }) {
  return (
    <span className="min-w-0">
      <span className="sr-only">{label} </span>
      {text === undefined ? (
        <span className="text-soft">{t('plan.notSet')}</span>
      ) : (
        <span className="font-mono">{text}</span>
      )}
    </span>
  )
}
