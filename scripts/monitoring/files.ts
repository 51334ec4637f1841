import { alerts } from './alerts.ts'
import { dashboards } from './dashboards.ts'
import { logMetrics } from './log-metrics.ts'
import { objectives, service, serviceId } from './objectives.ts'
import { uptimeChecks } from './uptime.ts'

/** The folders of deploy/monitoring, each with files of one type of Google's APIs. */
export type Kind = 'metrics' | 'services' | 'objectives' | 'uptime' | 'alerts' | 'dashboards'

/** What deploy/monitoring contains: by kind and name, in the shape of Google's APIs. `PROJECT_ID`, `PROJECT_NUMBER` and `REGION` stand for the project. */
export const monitoringFiles = (): Record<Kind, Record<string, object>> => ({
  metrics: Object.fromEntries(logMetrics.map((metric) => [metric.name.replace('labseat/', ''), metric])),
  services: { [serviceId]: service },
  objectives,
  uptime: uptimeChecks,
  alerts: alerts(),
  dashboards,
})
