import { findDifferences } from '../differences.ts'
import type { Json } from '../google.ts'
import { type Grant, policyAt, policyResource } from '../policy.ts'
import { type Change, create, ignoreAbsence, type Resource, type Session, unchanged } from '../resource.ts'
import { accountNames, locationPath, memberOf, type Target } from '../target.ts'

export const runApi = 'run.googleapis.com/v2'
export const servicesPath = (target: Target) => `${runApi}/${locationPath(target)}/services`
export const latest = { type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }
export const pinTo = (revision: string, percent = 100) => ({
  type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION',
  revision,
  percent,
})

/** The revision that gets the larger share of requests. */
export const servingRevision = (service: Json): string | undefined => {
  const ready = service.latestReadyRevision?.split('/').at(-1)
  const shares: Json[] = service.traffic ?? []
  const [first] = [...shares].sort((a, b) => (b.percent ?? 0) - (a.percent ?? 0))
  return first?.revision || ready
}

export type ServiceSettings = {
  name: string
  group: string
  /** What the service is to Labseat: a label by which a later deployment finds it. */
  kind: 'function' | 'gateway'
  /** New revisions first get the canary's share only. */
  hasCanary: boolean
  idle?: string
  /** The fields of a Cloud Run service without traffic and labels: https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services */
  desired: (session: Session) => Json
}

/** Undefined: nothing differs from the last release, so there is nothing to try. */
const trafficOf = (
  target: Target,
  hasCanary: boolean,
  actual: Json | undefined,
  templateDiffers: boolean,
): Json[] => {
  const stable = actual && servingRevision(actual)
  const newest = actual?.latestReadyRevision?.split('/').at(-1)
  const isTried = templateDiffers || (stable !== undefined && stable !== newest)
  if (!hasCanary || target.canaryPercent === 100 || !stable || !isTried) return [latest]
  return [{ ...latest, percent: target.canaryPercent }, pinTo(stable, 100 - target.canaryPercent)]
}

/** A Cloud Run service. Each change of its template makes a revision; earlier ones stay ready for roll-back. */
export const serviceResource = (target: Target, settings: ServiceSettings): Resource => {
  const path = `${servicesPath(target)}/${settings.name}`
  const bodyOf = async (session: Session) => {
    const actual = await session.google.find(path)
    const body = { ...settings.desired(session), labels: { labseat: settings.kind } }
    const templateDiffers = !actual || findDifferences(body.template, actual.template).length > 0
    return {
      actual,
      body: { ...body, traffic: trafficOf(target, settings.hasCanary, actual, templateDiffers) },
    }
  }
  return {
    id: `service ${settings.name}`,
    phase: 'release',
    group: settings.group,
    ...(settings.idle && { idle: settings.idle }),
    compare: async (session) => {
      const { actual, body } = await bodyOf(session)
      if (!actual) return create()
      const differences = findDifferences(body, actual)
      // A revision that did not start is made once more.
      if (differences.length === 0 && actual.terminalCondition?.state === 'CONDITION_FAILED')
        return { verb: 'update', details: ['the last revision did not start'] }
      return differences.length > 0 ? { verb: 'update', details: differences } : unchanged
    },
    apply: async (session) => {
      const { body } = await bodyOf(session)
      await session.google.run('PATCH', `${path}?allowMissing=true`, body)
    },
    remove: ({ google }) => google.run('DELETE', path).then(() => {}, ignoreAbsence),
  }
}

/** Who may call a service. Nobody else may: Cloud Run refuses before the code runs. */
export const invokers = (
  target: Target,
  name: string,
  group: string,
  members: readonly string[],
): Resource => {
  const ours = new Set<string>([
    ...accountNames.map((account) => memberOf(target, account)),
    'allUsers',
    'allAuthenticatedUsers',
  ])
  return policyResource({
    id: `callers of ${name}`,
    phase: 'release',
    group,
    api: policyAt(`${servicesPath(target)}/${name}`),
    grants: members.map((member): Grant => ['roles/run.invoker', member]),
    isOurs: (member) => ours.has(member),
  })
}

/** Services with Labseat's label that the code no longer has. */
export const removedServices = (target: Target, names: ReadonlySet<string>): Resource => {
  const find = async ({ google }: Session): Promise<string[]> => {
    const services = await google.list(`${servicesPath(target)}?pageSize=100`, 'services').catch((error) => {
      ignoreAbsence(error)
      return []
    })
    return services
      .filter(({ labels }) => labels?.labseat === 'function')
      .map(({ name }): string => name.split('/').at(-1))
      .filter((name) => !names.has(name))
  }
  return {
    id: 'functions that left the code',
    phase: 'release',
    group: 'what left the code',
    compare: async (session): Promise<Change | undefined> => {
      const gone = await find(session)
      return gone.length > 0 ? { verb: 'delete', details: gone } : unchanged
    },
    apply: async ({ google }, { details }) => {
      for (const name of details)
        await google.run('DELETE', `${servicesPath(target)}/${name}`).catch(ignoreAbsence)
    },
    remove: async () => {},
  }
}
