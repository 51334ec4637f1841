import type { Run, RunResource, RunStage, StageName } from '../../../contract/runs.ts'
import { t } from '../locales/clusters.ts'
import { StateMark } from '../ui/state-mark.tsx'
import { changesOf, formatDuration, resourceActions, resourceStates, stageStates, stages } from './words.ts'

const order = ['cluster', 'apps'] as const satisfies StageName[]

/** One row per resource, grouped by stage. */
export function Timeline({ run }: { run: Run }) {
  const changes = changesOf(run.resources)
  const parts = order
    .map((name) => ({
      name,
      stage: run.stages.find((stage) => stage.name === name),
      rows: changes.filter(({ stage }) => stage === name),
    }))
    .filter(({ stage, rows }) => stage || rows.length > 0)
  return (
    <div className="space-y-5">
      {parts.map(({ name, stage, rows }) => (
        <Stage key={name} name={name} stage={stage} rows={rows} />
      ))}
    </div>
  )
}

function Stage({ name, stage, rows }: { name: StageName; stage: RunStage | undefined; rows: RunResource[] }) {
  const look = stage && stageStates[stage.state]
  return (
    <div>
      <h3 className="flex flex-wrap items-center gap-x-3 font-medium">
        {t(stages[name])}
        {look && (
          <StateMark tone={look.tone} Icon={look.Icon}>
            {t(look.name)}
          </StateMark>
        )}
      </h3>
      {stage?.reason && <p className="wrap-anywhere mt-1 text-soft text-sm">{stage.reason}</p>}
      {rows.length > 0 && (
        <ol className="mt-2 divide-y divide-line border-line border-y">
          {rows.map((resource) => (
            <Row key={resource.address} resource={resource} />
          ))}
        </ol>
      )}
    </div>
  )
}

function Row({ resource: { address, action, state, seconds, error } }: { resource: RunResource }) {
  const what = resourceActions[action]
  const how = resourceStates[state]
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 py-2 md:grid-cols-[6.5rem_minmax(0,1fr)_7rem_6rem]">
      <span className="max-md:order-3">
        <StateMark tone={what.tone} Icon={what.Icon}>
          {t(what.name)}
        </StateMark>
      </span>
      <span className="wrap-anywhere font-mono text-sm max-md:order-1">{address}</span>
      <span className="max-md:order-2 max-md:justify-self-end">
        <StateMark tone={how.tone} Icon={how.Icon}>
          {t(how.name)}
        </StateMark>
      </span>
      <span className="whitespace-nowrap text-right text-soft text-sm tabular-nums max-md:order-4">
        {seconds !== undefined && state !== 'planned' && formatDuration(seconds)}
      </span>
      {error && (
        <p className="wrap-anywhere order-5 col-span-full whitespace-pre-wrap rounded-lg bg-bad-soft px-3 py-2 text-bad text-sm">
          {error}
        </p>
      )}
    </li>
  )
}
