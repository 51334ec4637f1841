import { type RunResource, resourceAction } from '../../../contract/runs.ts'
import { t } from '../locales/clusters.ts'
import { StateMark } from '../ui/state-mark.tsx'
import { splitAddress } from './address.ts'
import { PlannedResource } from './planned-resource.tsx'
import { Summary } from './summary.tsx'
import { resourceActions } from './words.ts'

/** A longer list of resources begins closed. */
const maxOpenResources = 60
/** With more changed resources, each begins closed. */
const maxOpenChanges = 5

/** Groups resources by action, then by module. */
export function PlanTree({ resources }: { resources: RunResource[] }) {
  const groups = resourceAction.options
    .map((action) => ({ action, rows: resources.filter((resource) => resource.action === action) }))
    .filter(({ rows }) => rows.length > 0)
  return (
    <div className="mt-3 divide-y divide-line border-line border-y">
      {groups.map(({ action, rows }) => (
        <Group key={action} action={action} rows={rows} />
      ))}
    </div>
  )
}

function Group({ action, rows }: { action: RunResource['action']; rows: RunResource[] }) {
  const { title, tone, Icon } = resourceActions[action]
  const modules = Map.groupBy(rows, ({ address }) => splitAddress(address)[0])
  const isChange = action === 'update' || action === 'replace'
  return (
    <details open={rows.length <= maxOpenResources} className="group py-1">
      <Summary>
        <StateMark tone={tone} Icon={Icon}>
          {t(title)}
        </StateMark>
        <span className="text-soft text-sm tabular-nums">{t('plan.count', { count: rows.length })}</span>
      </Summary>
      <div className="space-y-2 pb-3 pl-5">
        {[...modules].map(([module, inside]) => (
          <div key={module}>
            {module && <p className="wrap-anywhere font-medium font-mono text-sm">{module}</p>}
            <ul className={module ? 'border-line border-l pl-4' : ''}>
              {inside.map((resource) => (
                <PlannedResource
                  key={`${resource.stage} ${resource.address}`}
                  resource={resource}
                  isOpen={isChange && rows.length <= maxOpenChanges}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </details>
  )
}
