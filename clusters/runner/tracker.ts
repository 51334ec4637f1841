import type { RunResource, StageName } from '../../contract/runs.ts'
import type { Outputs, TerraformEvent } from './lines.ts'
import type { Report } from './report.ts'

export type Change = Pick<RunResource, 'address' | 'action'>
export type Diagnostic = Extract<TerraformEvent, { type: 'diagnostic' }>

/** The resources of one Terraform command, each reported when it changes. */
const createResources = (stage: StageName, report: Report) => {
  const resources = new Map<string, RunResource>()
  /** A replacement is two actions, in either order. */
  const halfReplaced = new Set<string>()

  const set = (address: string, change: Partial<RunResource>, urgent = true) => {
    const current = resources.get(address) ?? { address, stage, action: 'no-op', state: 'planned' }
    const resource: RunResource = { ...current, ...change }
    resources.set(address, resource)
    report.resource(resource, { urgent })
  }
  return {
    set,
    has: (address: string) => resources.has(address),
    plannedAction: (address: string) => resources.get(address)?.action,
    /** Adds planned changes without a report. */
    expect: (changes: Change[]) => {
      for (const { address, action } of changes)
        resources.set(address, { address, stage, action, state: 'planned' })
    },
    complete: ({ address, seconds }: { address: string; seconds: number }, urgent: boolean) => {
      const isSecondHalf = halfReplaced.has(address)
      const earlierSeconds = isSecondHalf ? (resources.get(address)?.seconds ?? 0) : 0
      const isDone = resources.get(address)?.action !== 'replace' || isSecondHalf
      if (!isDone) halfReplaced.add(address)
      set(address, { state: isDone ? 'done' : 'running', seconds: seconds + earlierSeconds }, urgent)
    },
    /** Every other resource is done. */
    isLast: (address: string) =>
      [...resources.values()].every((resource) => resource.address === address || resource.state === 'done'),
    changes: (): Change[] =>
      [...resources.values()]
        .filter(({ action }) => action !== 'read')
        .map(({ address, action }) => ({ address, action })),
  }
}

/**
 * Turns the events of one Terraform command into lines and resources of the report. The last events, such as a plan's changes, are not urgent:
 * the runner's own report of the result follows at once, and an earlier post would delay it.
 */
export const createTracker = (stage: StageName, report: Report) => {
  const resources = createResources(stage, report)
  const drifted = new Set<string>()
  const errors: Diagnostic[] = []
  let isApplying = false
  let outputs: Outputs = {}

  const isLast = (event: TerraformEvent): boolean => {
    if (event.type === 'planned' || event.type === 'summary' || event.type === 'outputs') return true
    return event.type === 'complete' && isApplying && resources.isLast(event.address)
  }
  const addDiagnostic = (event: Diagnostic) => {
    if (event.severity !== 'error') return
    errors.push(event)
    const { address, summary, detail } = event
    if (address && resources.has(address))
      resources.set(address, { state: 'failed', error: [summary, detail].filter(Boolean).join(': ') })
  }
  const onEvent = (event: TerraformEvent) => {
    const urgent = event.type !== 'progress' && !isLast(event)
    if (event.text) report.line(event.text, { urgent })
    switch (event.type) {
      case 'planned':
        if (event.action !== 'no-op')
          resources.set(event.address, { action: event.action, state: 'planned' }, urgent)
        break
      case 'drift':
        drifted.add(event.address)
        break
      case 'start':
        resources.set(event.address, {
          action: resources.plannedAction(event.address) ?? event.action,
          state: 'running',
        })
        break
      case 'progress':
        resources.set(event.address, { state: 'running', seconds: event.seconds }, urgent)
        break
      case 'complete':
        resources.complete(event, urgent)
        break
      case 'errored':
        resources.set(event.address, { state: 'failed', seconds: event.seconds })
        break
      case 'diagnostic':
        addDiagnostic(event)
        break
      case 'outputs':
        outputs = event.outputs
        break
    }
  }

  return {
    onEvent,
    /** Sets the changes that this command applies and that another command planned. */
    expect: (changes: Change[]) => {
      isApplying = changes.length > 0
      resources.expect(changes)
    },
    errors: () => errors,
    drifted: () => [...drifted].sort(),
    outputs: () => outputs,
    changes: resources.changes,
  }
}
export type Tracker = ReturnType<typeof createTracker>
