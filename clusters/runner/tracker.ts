import type { RunResource, StageName } from '../../contract/runs.ts'
import type { Outputs, TerraformEvent } from './lines.ts'
import type { Report } from './report.ts'

export type Diagnostic = Extract<TerraformEvent, { type: 'diagnostic' }>

/** Follows one call of Terraform: what it says becomes lines and resources of the report. */
export const tracking = (stage: StageName, report: Report) => {
  const resources = new Map<string, RunResource>()
  /** A replacement is two actions, in either order. */
  const half = new Set<string>()
  const drifted = new Set<string>()
  const errors: Diagnostic[] = []
  let outputs: Outputs = {}

  const set = (address: string, change: Partial<RunResource>, urgent = true) => {
    const before = resources.get(address) ?? { address, stage, action: 'no-op', state: 'planned' }
    const after: RunResource = { ...before, ...change }
    resources.set(address, after)
    report.resource(after, { urgent })
  }
  const planned = (address: string) => resources.get(address)?.action

  const onEvent = (event: TerraformEvent) => {
    if (event.text) report.line(event.text, { urgent: event.type !== 'progress' })
    switch (event.type) {
      case 'planned':
        if (event.action !== 'no-op') set(event.address, { action: event.action, state: 'planned' })
        break
      case 'drift':
        drifted.add(event.address)
        break
      case 'start':
        set(event.address, { action: planned(event.address) ?? event.action, state: 'running' })
        break
      case 'progress':
        set(event.address, { state: 'running', seconds: event.seconds }, false)
        break
      case 'complete': {
        const through = planned(event.address) !== 'replace' || half.has(event.address)
        const seconds =
          event.seconds + (half.has(event.address) ? (resources.get(event.address)?.seconds ?? 0) : 0)
        if (!through) half.add(event.address)
        set(event.address, { state: through ? 'done' : 'running', seconds })
        break
      }
      case 'errored':
        set(event.address, { state: 'failed', seconds: event.seconds })
        break
      case 'diagnostic':
        if (event.severity !== 'error') break
        errors.push(event)
        if (event.address && resources.has(event.address))
          set(event.address, {
            state: 'failed',
            error: [event.summary, event.detail].filter(Boolean).join(': '),
          })
        break
      case 'outputs':
        outputs = event.outputs
        break
    }
  }

  return {
    onEvent,
    /** What was planned in another call, and is now carried out. */
    expect: (changes: Change[]) => {
      for (const { address, action } of changes)
        resources.set(address, { address, stage, action, state: 'planned' })
    },
    errors: () => errors,
    drifted: () => [...drifted].sort(),
    outputs: () => outputs,
    changes: (): Change[] =>
      [...resources.values()]
        .filter(({ action }) => action !== 'read')
        .map(({ address, action }) => ({ address, action })),
  }
}
export type Change = Pick<RunResource, 'address' | 'action'>
export type Tracking = ReturnType<typeof tracking>
