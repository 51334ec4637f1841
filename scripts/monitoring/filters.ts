import { operations } from '../../contract/index.ts'
import { handlers } from '../../pubsub/topics.ts'
import { gateway } from '../deployment/target.ts'
import { logMetricType } from './log-metrics.ts'

/** Functions write their logs as revisions of Cloud Run services. */
const ofLogs = 'resource.type="cloud_run_revision"'

export const logMetricFilter = (name: string, ...conditions: string[]): string =>
  [`metric.type="${logMetricType(name)}"`, ofLogs, ...conditions].join(' AND ')

/** A metric of Cloud Run's services: https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-run. */
export const runFilter = (metric: string, ...conditions: string[]): string =>
  [`metric.type="run.googleapis.com/${metric}"`, ofLogs, ...conditions].join(' AND ')

export const serviceIs = (name: string) => `resource.label."service_name"="${name}"`

/** The services of these names, by a regular expression: a filter has at most 2,048 characters. */
const serviceMatches = (names: readonly string[]) =>
  `resource.label."service_name"=monitoring.regex.full_match("${names.join('|')}")`

/** The functions of Pub/Sub. */
export const isHandler = serviceMatches(handlers)

/** Calls of a cloud may take 27 seconds. */
const slowResources = ['cloud-accounts-.*', 'clusters-.*', 'cloud-trust-.*']
const notMatching = (names: readonly string[]) =>
  `resource.label."service_name"!=monitoring.regex.full_match("${names.join('|')}")`

/** Endpoints that answer at once. */
export const isFastEndpoint = notMatching([gateway, ...handlers, ...slowResources])

/** The names that a filter may use. monitoring.test.ts checks them. */
export const serviceNames: ReadonlySet<string> = new Set([
  gateway,
  ...handlers,
  ...operations.map(({ id }) => id),
])
