import type { RunResource } from '../../contract/runs.ts'

type Action = RunResource['action']
type Diagnostic = { severity: 'error' | 'warning'; summary: string; detail: string; address?: string }
export type Outputs = Record<string, { sensitive: boolean; value?: unknown }>

/** What one line of `terraform … -json` says. `text` is what the log shows of it. */
export type TerraformEvent = { text: string } & (
  | { type: 'log' }
  | { type: 'planned' | 'drift'; address: string; action: Action }
  | { type: 'start' | 'progress' | 'complete' | 'errored'; address: string; action: Action; seconds: number }
  | ({ type: 'diagnostic' } & Diagnostic)
  | { type: 'summary'; operation: string }
  | { type: 'outputs'; outputs: Outputs }
)

const actions: Record<string, Action> = {
  create: 'create',
  update: 'update',
  replace: 'replace',
  delete: 'delete',
  remove: 'delete',
  read: 'read',
}
const actionOf = (word: unknown): Action => actions[String(word)] ?? 'no-op'
const hooks = {
  apply_start: 'start',
  apply_progress: 'progress',
  apply_complete: 'complete',
  apply_errored: 'errored',
} as const

type Json = { [key: string]: unknown }
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const inside = (value: unknown, key: string): Json => (isJson(value) && isJson(value[key]) ? value[key] : {})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const diagnosticOf = (json: Json): Diagnostic => {
  const { severity, summary, detail, address } = inside(json, 'diagnostic')
  return {
    severity: severity === 'error' ? 'error' : 'warning',
    summary: text(summary) || text(json['@message']),
    detail: text(detail),
    ...(text(address) && { address: text(address) }),
  }
}

const outputsOf = (json: Json): Outputs =>
  Object.fromEntries(
    Object.entries(inside(json, 'outputs')).map(([name, output]) => [
      name,
      {
        sensitive: !isJson(output) || output.sensitive !== false,
        ...(isJson(output) && { value: output.value }),
      },
    ]),
  )

/** Reads one line. What isn't Terraform's JSON is a line of the log. */
export const readLine = (line: string): TerraformEvent => {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return { type: 'log', text: line }
  }
  if (!isJson(json) || typeof json['@message'] !== 'string') return { type: 'log', text: line }
  const message = json['@message']
  switch (json.type) {
    case 'planned_change':
    case 'resource_drift': {
      const address = text(inside(json.change, 'resource').addr)
      if (!address) return { type: 'log', text: message }
      const type = json.type === 'planned_change' ? 'planned' : 'drift'
      return { type, text: message, address, action: actionOf(inside(json, 'change').action) }
    }
    case 'apply_start':
    case 'apply_progress':
    case 'apply_complete':
    case 'apply_errored': {
      const hook = inside(json, 'hook')
      const address = text(inside(hook, 'resource').addr)
      if (!address) return { type: 'log', text: message }
      const seconds = typeof hook.elapsed_seconds === 'number' ? hook.elapsed_seconds : 0
      return { type: hooks[json.type], text: message, address, action: actionOf(hook.action), seconds }
    }
    case 'diagnostic': {
      const diagnostic = diagnosticOf(json)
      const { address, detail } = diagnostic
      const where = address ? ` (${address})` : ''
      return { type: 'diagnostic', text: [message + where, detail].filter(Boolean).join('\n'), ...diagnostic }
    }
    case 'change_summary':
      return { type: 'summary', text: message, operation: text(inside(json, 'changes').operation) }
    case 'outputs':
      return { type: 'outputs', text: message, outputs: outputsOf(json) }
    default:
      return { type: 'log', text: message }
  }
}
