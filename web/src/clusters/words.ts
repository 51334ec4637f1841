import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CirclePause,
  CircleSlash,
  CircleX,
  Eye,
  LoaderCircle,
  type LucideIcon,
  Minus,
  Pencil,
  Plus,
  RefreshCw,
} from 'lucide-react'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import type { Service } from '../../../contract/cluster-parts.ts'
import type { ClusterState } from '../../../contract/clusters.ts'
import type { Run, RunCommand, RunResource, RunStage, RunState, StageName } from '../../../contract/runs.ts'
import { usualSeconds } from '../../../domain/run-durations.ts'
import { locale } from '../lib/i18n.ts'
import { type PlainKey, t } from '../locales/clusters.ts'
import type { Tone } from '../ui/state-mark.tsx'

type Looks = { tone: Tone; Icon: LucideIcon }

export const clusterStates = {
  provisioning: { name: 'state.provisioning', tone: 'accent', Icon: LoaderCircle },
  ready: { name: 'state.ready', tone: 'good', Icon: CircleCheck },
  updating: { name: 'state.updating', tone: 'accent', Icon: LoaderCircle },
  destroying: { name: 'state.destroying', tone: 'warn', Icon: CircleMinus },
  destroyed: { name: 'state.destroyed', tone: 'soft', Icon: CircleSlash },
  failed: { name: 'state.failed', tone: 'bad', Icon: CircleAlert },
} as const satisfies Record<ClusterState, Looks & { name: PlainKey }>

/** Replaces the cluster's state while its plan waits for approval. */
export const clusterWaits = {
  name: 'state.awaitingApproval',
  tone: 'warn',
  Icon: CirclePause,
} as const satisfies Looks & { name: PlainKey }

/** Replaces the state of a ready cluster whose last change ended halfway. */
export const clusterHalfway = {
  name: 'state.changeFailed',
  tone: 'warn',
  Icon: CircleAlert,
} as const satisfies Looks & { name: PlainKey }

/** Replaces the state of a cluster whose resources may still be there. */
export const clusterForgotten = {
  name: 'state.forgotten',
  tone: 'soft',
  Icon: CircleSlash,
} as const satisfies Looks & { name: PlainKey }

export const runStates = {
  queued: { name: 'run.queued', tone: 'soft', Icon: CircleDashed },
  planning: { name: 'run.planning', tone: 'accent', Icon: LoaderCircle },
  'awaiting-approval': { name: 'run.awaitingApproval', tone: 'warn', Icon: CirclePause },
  applying: { name: 'run.applying', tone: 'accent', Icon: LoaderCircle },
  canceling: { name: 'run.canceling', tone: 'warn', Icon: CircleMinus },
  succeeded: { name: 'run.succeeded', tone: 'good', Icon: CircleCheck },
  failed: { name: 'run.failed', tone: 'bad', Icon: CircleX },
  canceled: { name: 'run.canceled', tone: 'soft', Icon: CircleSlash },
  discarded: { name: 'run.discarded', tone: 'soft', Icon: CircleSlash },
  lost: { name: 'run.lost', tone: 'bad', Icon: CircleX },
} as const satisfies Record<RunState, Looks & { name: PlainKey }>

export const commands = {
  create: 'command.create',
  update: 'command.update',
  destroy: 'command.destroy',
  'check-drift': 'command.drift',
} as const satisfies Record<RunCommand, PlainKey>

export const resourceActions = {
  create: { name: 'action.create', title: 'plan.create', tone: 'good', Icon: Plus },
  update: { name: 'action.update', title: 'plan.update', tone: 'warn', Icon: Pencil },
  replace: { name: 'action.replace', title: 'plan.replace', tone: 'warn', Icon: RefreshCw },
  delete: { name: 'action.delete', title: 'plan.delete', tone: 'bad', Icon: Minus },
  read: { name: 'action.read', title: 'plan.read', tone: 'soft', Icon: Eye },
  'no-op': { name: 'action.none', title: 'plan.none', tone: 'soft', Icon: CircleDashed },
} as const satisfies Record<RunResource['action'], Looks & Record<'name' | 'title', PlainKey>>

export const replaceReasons = {
  damaged: 'plan.damaged',
  requested: 'plan.requested',
  trigger: 'plan.trigger',
} as const satisfies Record<NonNullable<RunResource['replacedBecause']>, PlainKey>

export const resourceStates = {
  planned: { name: 'resource.planned', tone: 'soft', Icon: CircleDashed },
  running: { name: 'resource.running', tone: 'accent', Icon: LoaderCircle },
  done: { name: 'resource.done', tone: 'good', Icon: CircleCheck },
  failed: { name: 'resource.failed', tone: 'bad', Icon: CircleX },
} as const satisfies Record<RunResource['state'], Looks & { name: PlainKey }>

export const stageStates = {
  waiting: { name: 'stage.waiting', tone: 'soft', Icon: CircleDashed },
  running: { name: 'stage.running', tone: 'accent', Icon: LoaderCircle },
  done: { name: 'stage.done', tone: 'good', Icon: CircleCheck },
  skipped: { name: 'stage.skipped', tone: 'soft', Icon: CircleSlash },
  failed: { name: 'stage.failed', tone: 'bad', Icon: CircleX },
} as const satisfies Record<RunStage['state'], Looks & { name: PlainKey }>

export const stages = { cluster: 'stage.cluster', apps: 'stage.apps' } as const satisfies Record<
  StageName,
  PlainKey
>

export const services = {
  vscode: { name: 'service.vscode', about: 'service.vscodeAbout' },
  jupyterhub: { name: 'service.jupyterhub', about: 'service.jupyterhubAbout' },
  mlflow: { name: 'service.mlflow', about: 'service.mlflowAbout' },
  airflow: { name: 'service.airflow', about: 'service.airflowAbout' },
  superset: { name: 'service.superset', about: 'service.supersetAbout' },
} as const satisfies Record<Service, { name: PlainKey; about: PlainKey }>

type Reason = NonNullable<Run['failure']>['reason']
export const reasons = {
  credentials: 'reason.credentials',
  terraform: 'reason.terraform',
  'state-locked': 'reason.stateLocked',
  'state-missing': 'reason.stateMissing',
  'not-started': 'reason.notStarted',
  timeout: 'reason.timeout',
  lost: 'reason.lost',
  'stale-plan': 'reason.stalePlan',
  leftovers: 'reason.leftovers',
  runner: 'reason.runner',
} as const satisfies Record<Reason, PlainKey>

export const servicesText = (list: readonly Service[]): string =>
  new Intl.ListFormat(locale(), { type: 'unit', style: 'short' }).format(
    list.map((name) => t(services[name].name)),
  )

/** The resources that change. Read and unchanged resources have no row. */
export const changesOf = (resources: readonly RunResource[]): RunResource[] =>
  resources.filter(({ action }) => action !== 'read' && action !== 'no-op')

export const usualDurationOf = (platform: Platform, command: RunCommand): string =>
  formatDuration(usualSeconds(platform, command))

const unit = (value: number, name: 'second' | 'minute' | 'hour') =>
  new Intl.NumberFormat(locale(), { style: 'unit', unit: name, unitDisplay: 'narrow' }).format(value)

/** "12s", "3m 4s", "1h 20m". */
export const formatDuration = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes, remaining] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  if (hours > 0) return minutes ? `${unit(hours, 'hour')} ${unit(minutes, 'minute')}` : unit(hours, 'hour')
  if (minutes > 0)
    return remaining ? `${unit(minutes, 'minute')} ${unit(remaining, 'second')}` : unit(minutes, 'minute')
  return unit(remaining, 'second')
}
