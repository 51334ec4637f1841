import type { RunResource } from '../../contract/runs.ts'

type Action = RunResource['action']
type Diagnostic = { severity: 'error' | 'warning'; summary: string; detail: string; address?: string }
export type Outputs = Record<string, { sensitive: boolean; value?: unknown }>

/** The event of one line of `terraform … -json`. `text` is its log line. */
export type TerraformEvent = { text: string } & (
  | { type: 'log' | 'refresh' }
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
const actionOf = (value: unknown): Action => actions[String(value)] ?? 'no-op'
const hooks = {
  apply_start: 'start',
  apply_progress: 'progress',
  apply_complete: 'complete',
  apply_errored: 'errored',
} as const

type Json = { [key: string]: unknown }
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const objectAt = (value: unknown, key: string): Json =>
  isJson(value) && isJson(value[key]) ? value[key] : {}
const toText = (value: unknown): string => (typeof value === 'string' ? value : '')

const diagnosticOf = (json: Json): Diagnostic => {
  const { severity, summary, detail, address } = objectAt(json, 'diagnostic')
  return {
    severity: severity === 'error' ? 'error' : 'warning',
    summary: toText(summary) || toText(json['@message']),
    detail: toText(detail),
    ...(toText(address) && { address: toText(address) }),
  }
}

const outputsOf = (json: Json): Outputs =>
  Object.fromEntries(
    Object.entries(objectAt(json, 'outputs')).map(([name, output]) => [
      name,
      {
        sensitive: !isJson(output) || output.sensitive !== false,
        ...(isJson(output) && { value: output.value }),
      },
    ]),
  )

/** Reads one line. A line that is not Terraform's JSON is a log line. */
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
      const address = toText(objectAt(json.change, 'resource').addr)
      if (!address) return { type: 'log', text: message }
      const type = json.type === 'planned_change' ? 'planned' : 'drift'
      return { type, text: message, address, action: actionOf(objectAt(json, 'change').action) }
    }
    case 'apply_start':
    case 'apply_progress':
    case 'apply_complete':
    case 'apply_errored': {
      const hook = objectAt(json, 'hook')
      const address = toText(objectAt(hook, 'resource').addr)
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
      return { type: 'summary', text: message, operation: toText(objectAt(json, 'changes').operation) }
    case 'outputs':
      return { type: 'outputs', text: message, outputs: outputsOf(json) }
    case 'refresh_start':
      return { type: 'refresh', text: message }
    default:
      return { type: 'log', text: message }
  }
}
