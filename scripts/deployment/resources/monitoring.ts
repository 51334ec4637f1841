import { monitoringFiles } from '../../monitoring/files.ts'
import { serviceId } from '../../monitoring/objectives.ts'
import { findDifferences } from '../differences.ts'
import { isAbsent, type Json } from '../google.ts'
import {
  create,
  ignoreAbsence,
  type Resource,
  restResource,
  type Session,
  unchanged,
  update,
} from '../resource.ts'
import { projectPath, type Target } from '../target.ts'

const host = 'monitoring.googleapis.com'
const servicePath = (target: Target) => `${host}/v3/${projectPath(target)}/services/${serviceId}`
/** Ours among the alerts, checks and dashboards of a project. */
const ourPrefix = 'Labseat: '

/** Cloud Logging makes these metrics from log lines. Objectives and alerts need them first. */
const metric = (target: Target, name: string, desired: Json): Resource => {
  const collection = `logging.googleapis.com/v2/${projectPath(target)}/metrics`
  return restResource({
    id: `metric ${name}`,
    phase: 'release',
    group: 'metrics',
    path: `${collection}/${encodeURIComponent(desired.name)}`,
    desired,
    creation: { path: collection },
    mutation: { method: 'PUT', mask: false },
  })
}

const service = (target: Target, desired: Json): Resource =>
  restResource({
    id: 'service of objectives',
    phase: 'release',
    group: 'service of objectives',
    path: servicePath(target),
    desired,
    creation: { path: `${host}/v3/${projectPath(target)}/services?serviceId=${serviceId}` },
  })

const objective = (target: Target, name: string, desired: Json): Resource => {
  const collection = `${servicePath(target)}/serviceLevelObjectives`
  return restResource({
    id: `objective ${name}`,
    phase: 'release',
    group: 'objectives',
    path: `${collection}/${name}`,
    desired,
    creation: { path: `${collection}?serviceLevelObjectiveId=${name}` },
  })
}

type List = { version: 'v1' | 'v3'; collection: string; field: string }
const alertList = (target: Target): List => ({
  version: 'v3',
  collection: `${projectPath(target)}/alertPolicies`,
  field: 'alertPolicies',
})
const uptimeList = (target: Target): List => ({
  version: 'v3',
  collection: `${projectPath(target)}/uptimeCheckConfigs`,
  field: 'uptimeCheckConfigs',
})
const dashboardList = (target: Target): List => ({
  version: 'v1',
  collection: `${projectPath(target)}/dashboards`,
  field: 'dashboards',
})

const readList = ({ google }: Session, { version, collection, field }: List): Promise<Json[]> =>
  google.list(`${host}/${version}/${collection}?pageSize=100`, field).catch((error: unknown) => {
    // A dry run of a new project comes before its APIs are enabled.
    if (isAbsent(error)) return []
    throw error
  })

/** Google chooses the name of an alert, a check or a dashboard, so the display name identifies ours. */
const listedResource = (id: string, group: string, list: List, desired: Json): Resource => {
  const find = async (session: Session): Promise<Json | undefined> =>
    (await readList(session, list)).find(({ displayName }) => displayName === desired.displayName)
  return {
    id,
    phase: 'release',
    group,
    compare: async (session) => {
      const actual = await find(session)
      if (!actual) return create()
      const differences = findDifferences(desired, actual)
      return differences.length > 0 ? update(...differences) : unchanged
    },
    apply: async (session) => {
      // An earlier try may have created it and lost the answer.
      const actual = await find(session)
      const { version, collection } = list
      if (!actual) await session.google.run('POST', `${host}/${version}/${collection}`, desired)
      else
        await session.google.run('PATCH', `${host}/${version}/${actual.name}`, {
          ...desired,
          ...(actual.etag && { etag: actual.etag }),
        })
    },
    remove: async (session) => {
      const actual = await find(session)
      if (actual)
        await session.google
          .run('DELETE', `${host}/${list.version}/${actual.name}`)
          .then(() => {}, ignoreAbsence)
    },
  }
}

/** Alerts that are no longer declared. */
const removedAlerts = (target: Target, declared: readonly Json[]): Resource => {
  const list = alertList(target)
  const names = new Set(declared.map(({ displayName }) => displayName))
  const findOld = async (session: Session) =>
    (await readList(session, list)).filter(
      ({ displayName }) => displayName.startsWith(ourPrefix) && !names.has(displayName),
    )
  const removeOld = async (session: Session) => {
    for (const { name } of await findOld(session))
      await session.google.run('DELETE', `${host}/${list.version}/${name}`).then(() => {}, ignoreAbsence)
  }
  return {
    id: 'alerts that left the code',
    phase: 'release',
    group: 'earlier alerts',
    compare: async (session) => {
      const old = await findOld(session)
      if (old.length === 0) return unchanged
      return { verb: 'delete', details: old.map(({ displayName }) => displayName) }
    },
    apply: removeOld,
    remove: removeOld,
  }
}

/** What deploy/monitoring describes, with the names of the project. The commands of a runbook can be pasted as they are in the alert. */
export const monitoringResources = (target: Target): Resource[] => {
  const text = JSON.stringify(monitoringFiles())
    .replace(/\$?\bPROJECT_ID\b/g, target.projectId)
    .replace(/\$?\bREGION\b/g, target.region)
    .replaceAll('PROJECT_NUMBER', target.projectNumber)
  const files = JSON.parse(text) as Record<keyof ReturnType<typeof monitoringFiles>, Record<string, Json>>
  const alerts = Object.entries(files.alerts).map(([name, alert]): [string, Json] => [
    name,
    { ...alert, notificationChannels: target.environment.alertChannels },
  ])
  return [
    ...Object.entries(files.metrics).map(([name, desired]) => metric(target, name, desired)),
    service(target, files.services[serviceId]),
    ...Object.entries(files.objectives).map(([name, desired]) => objective(target, name, desired)),
    ...Object.entries(files.uptime).map(([name, desired]) =>
      listedResource(`uptime check ${name}`, 'uptime checks', uptimeList(target), desired),
    ),
    ...alerts.map(([name, desired]) => listedResource(`alert ${name}`, 'alerts', alertList(target), desired)),
    removedAlerts(
      target,
      alerts.map(([, alert]) => alert),
    ),
    ...Object.entries(files.dashboards).map(([name, desired]) =>
      listedResource(`dashboard ${name}`, 'dashboards', dashboardList(target), desired),
    ),
  ]
}
