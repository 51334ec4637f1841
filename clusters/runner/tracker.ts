import type { RunResource, StageName } from '../../contract/runs.ts'
import type { Outputs, TerraformEvent } from './lines.ts'
import type { Report } from './report.ts'

export type Diagnostic = Extract<TerraformEvent, { type: 'diagnostic' }>

/**
 * Follows one call of Terraform: what it says becomes lines and resources of the report. What it says last, a plan's changes and that all is
 * done, goes along with what the runner itself has to say of that a moment later: a post of its own would only hold that one up.
 */
export const tracking = (stage: StageName, report: Report) => {
  const resources = new Map<string, RunResource>()
  /** A replacement is two actions, in either order. */
  const half = new Set<string>()
  const drifted = new Set<string>()
  const errors: Diagnostic[] = []
  let carryingOut = false
  let outputs: Outputs = {}

  const set = (address: string, change: Partial<RunResource>, urgent = true) => {
    const before = resources.get(address) ?? { address, stage, action: 'no-op', state: 'planned' }
    const after: RunResource = { ...before, ...change }
    resources.set(address, after)
    report.resource(after, { urgent })
  }
  const planned = (address: string) => resources.get(address)?.action

  const isLast = (event: TerraformEvent): boolean => {
    if (event.type === 'planned' || event.type === 'summary' || event.type === 'outputs') return true
    if (event.type !== 'complete' || !carryingOut) return false
    return [...resources.values()].every(
      ({ address, state }) => address === event.address || state === 'done',
    )
  }

  const onEvent = (event: TerraformEvent) => {
    const urgent = event.type !== 'progress' && !isLast(event)
    if (event.text) report.line(event.text, { urgent })
    switch (event.type) {
      case 'planned':
        if (event.action !== 'no-op') set(event.address, { action: event.action, state: 'planned' }, urgent)
        break
      case 'drift':
        drifted.add(event.address)
        break
      case 'start':
        set(event.address, { action: planned(event.address) ?? event.action, state: 'running' })
        break
      case 'progress':
        set(event.address, { state: 'running', seconds: event.seconds }, urgent)
        break
      case 'complete': {
        const through = planned(event.address) !== 'replace' || half.has(event.address)
        const seconds =
          event.seconds + (half.has(event.address) ? (resources.get(event.address)?.seconds ?? 0) : 0)
        if (!through) half.add(event.address)
        set(event.address, { state: through ? 'done' : 'running', seconds }, urgent)
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
      carryingOut = changes.length > 0
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
