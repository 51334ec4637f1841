import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isFastEndpoint, logMetricFilter, runFilter } from './filters.ts'
import { burnRate, type ObjectiveId } from './objectives.ts'
import { uptimeFilter } from './uptime.ts'

const root = join(import.meta.dirname, '../..')

type Aggregation = {
  alignmentPeriod: string
  perSeriesAligner: string
  crossSeriesReducer?: string
  groupByFields?: string[]
}
type Condition = { displayName: string } & (
  | {
      conditionThreshold: {
        filter: string
        comparison: 'COMPARISON_GT'
        thresholdValue: number
        duration: string
        aggregations?: Aggregation[]
        trigger: { count: number }
      }
    }
  | { conditionAbsent: { filter: string; duration: string; aggregations: Aggregation[] } }
)
type Severity = 'CRITICAL' | 'ERROR' | 'WARNING'
/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies */
export type AlertPolicy = {
  displayName: string
  severity: Severity
  combiner: 'AND' | 'OR'
  conditions: Condition[]
  documentation: { content: string; mimeType: 'text/markdown'; subject: string }
  alertStrategy: { autoClose: string }
  userLabels: { product: string; runbook: string }
}

/** The alert contains its runbook, so that the person on call has it in the notification. */
export const runbookPath = (name: string): string => `docs/runbooks/${name}.md`
const readRunbook = (name: string) => {
  const text = readFileSync(join(root, runbookPath(name)), 'utf8')
  // A relative link leads nowhere from a notification.
  const linked = text.replace(/\[([^\]]+)\]\((?!https:)([^)]+)\)/g, (_, words: string, path: string) => {
    const [page, anchor] = path.split('#')
    return `${words} (${join('docs/runbooks', page!)}${anchor ? `, ${anchor}` : ''})`
  })
  return `The newest version is ${runbookPath(name)} in the repository.\n\n${linked}`
}

const seconds = (count: number) => `${count}s`

/** Above the threshold in each aligned point of the duration. */
const above = (
  displayName: string,
  filter: string,
  thresholdValue: number,
  { durationSeconds = 0, aggregations }: { durationSeconds?: number; aggregations?: Aggregation[] } = {},
): Condition => ({
  displayName,
  conditionThreshold: {
    filter,
    comparison: 'COMPARISON_GT',
    thresholdValue,
    duration: seconds(durationSeconds),
    ...(aggregations && { aggregations }),
    trigger: { count: 1 },
  },
})

const sum = (alignmentSeconds: number, ...groupByFields: string[]): Aggregation => ({
  alignmentPeriod: seconds(alignmentSeconds),
  perSeriesAligner: 'ALIGN_SUM',
  crossSeriesReducer: 'REDUCE_SUM',
  ...(groupByFields.length > 0 && { groupByFields }),
})
/** The highest value of a distribution, from all instances. */
const highest = (alignmentSeconds: number): Aggregation => ({
  alignmentPeriod: seconds(alignmentSeconds),
  perSeriesAligner: 'ALIGN_PERCENTILE_99',
  crossSeriesReducer: 'REDUCE_MAX',
})

const policy = (
  name: string,
  severity: Severity,
  runbook: string,
  conditions: Condition[],
  combiner: AlertPolicy['combiner'] = 'OR',
): AlertPolicy => ({
  displayName: `Labseat: ${name}`,
  severity,
  combiner,
  conditions,
  documentation: {
    content: readRunbook(runbook),
    mimeType: 'text/markdown',
    subject: `Labseat: ${name}`,
  },
  alertStrategy: { autoClose: seconds(3600) },
  userLabels: { product: 'labseat', runbook },
})

/**
 * Two windows for each rate: the long one shows that it matters, the short one that it still goes on
 * (https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts).
 */
const burnRates = {
  fast: { severity: 'CRITICAL', rate: 14.4, longSeconds: 3600, shortSeconds: 300 },
  slow: { severity: 'WARNING', rate: 6, longSeconds: 21_600, shortSeconds: 1800 },
} as const

const burns = (name: string, id: ObjectiveId, runbook: string): Record<string, AlertPolicy> =>
  Object.fromEntries(
    Object.entries(burnRates).map(([speed, { severity, rate, longSeconds, shortSeconds }]) => [
      `${id}-${speed}`,
      policy(
        `${name} (budget burns ${rate} × too fast)`,
        severity,
        runbook,
        [longSeconds, shortSeconds].map((lookback) =>
          above(`The last ${lookback / 60} minutes`, burnRate(id, lookback), rate),
        ),
        'AND',
      ),
    ]),
  )

const minute = 60

/** What people notice first. */
const requestAlerts = (): Record<string, AlertPolicy> => ({
  unreachable: policy('Labseat cannot be reached', 'CRITICAL', 'unreachable', [
    above('Checks fail from more than one place', uptimeFilter, 1, {
      durationSeconds: 2 * minute,
      aggregations: [
        {
          alignmentPeriod: seconds(5 * minute),
          perSeriesAligner: 'ALIGN_NEXT_OLDER',
          crossSeriesReducer: 'REDUCE_COUNT_FALSE',
          groupByFields: ['resource.label.host'],
        },
      ],
    }),
  ]),
  ...burns('The API fails', 'api-availability', 'api-fails'),
  ...burns('Registrations are slow', 'registration-time', 'registrations-slow'),
  ...burns('Clusters are slow', 'cluster-time', 'clusters-slow'),
  'slow-functions': policy('A function is slow', 'WARNING', 'slow-functions', [
    above('95 % of its answers take more than 3 s', runFilter('request_latencies', isFastEndpoint), 3000, {
      durationSeconds: 10 * minute,
      aggregations: [
        {
          alignmentPeriod: seconds(5 * minute),
          perSeriesAligner: 'ALIGN_PERCENTILE_95',
          crossSeriesReducer: 'REDUCE_MAX',
          groupByFields: ['resource.label.service_name'],
        },
      ],
    }),
  ]),
})

/** Work behind the pages. */
const workAlerts = (): Record<string, AlertPolicy> => ({
  'dead-letters': policy('Messages failed in every delivery', 'ERROR', 'dead-letters', [
    above('A new dead letter', logMetricFilter('dead_letters'), 0, {
      aggregations: [sum(5 * minute, 'metric.label.topic')],
    }),
  ]),
  'messages-wait': policy('Messages wait', 'ERROR', 'messages-wait', [
    above(
      'The oldest unacknowledged message is older than 5 minutes',
      'metric.type="pubsub.googleapis.com/subscription/oldest_unacked_message_age" AND resource.type="pubsub_subscription"',
      5 * minute,
      {
        durationSeconds: 5 * minute,
        aggregations: [
          {
            alignmentPeriod: seconds(minute),
            perSeriesAligner: 'ALIGN_MAX',
            crossSeriesReducer: 'REDUCE_MAX',
            groupByFields: ['resource.label.subscription_id'],
          },
        ],
      },
    ),
  ]),
  'settle-lag': policy('Seats are decided late', 'ERROR', 'registrations-slow', [
    above(
      'Half of the messages took more than 10 s',
      logMetricFilter('message_lag', 'metric.label."topic"="registration-requested"'),
      10_000,
      {
        durationSeconds: 5 * minute,
        aggregations: [
          {
            alignmentPeriod: seconds(minute),
            perSeriesAligner: 'ALIGN_DELTA',
            crossSeriesReducer: 'REDUCE_PERCENTILE_50',
          },
        ],
      },
    ),
  ]),
  'mail-waits': policy('E-mail is not sent', 'ERROR', 'mail-waits', [
    above(
      'The oldest e-mail waits for more than 15 minutes',
      logMetricFilter('oldest_mail_age'),
      15 * minute,
      {
        durationSeconds: 5 * minute,
        aggregations: [highest(minute)],
      },
    ),
    above('E-mail was given up', logMetricFilter('mails_given_up'), 0, { aggregations: [sum(5 * minute)] }),
  ]),
  'sweep-missed': policy('The sweep does not run', 'CRITICAL', 'sweep-missed', [
    {
      displayName: 'No sweep ended for 5 minutes',
      conditionAbsent: {
        filter: logMetricFilter('sweeps'),
        duration: seconds(5 * minute),
        aggregations: [sum(minute)],
      },
    },
    above('A sweep has errors', logMetricFilter('sweep_failures'), 0, {
      durationSeconds: 5 * minute,
      aggregations: [highest(minute)],
    }),
  ]),
})

/** What costs money. */
const costAlerts = (): Record<string, AlertPolicy> => ({
  'lost-runs': policy('Runs of clusters are lost', 'WARNING', 'lost-runs', [
    above('More than one in an hour', logMetricFilter('runs_lost'), 1, { aggregations: [sum(60 * minute)] }),
  ]),
  'clusters-past-end': policy('Clusters are not destroyed', 'ERROR', 'clusters-past-end', [
    above('A cluster is past its end', logMetricFilter('clusters_past_end'), 0, {
      durationSeconds: 15 * minute,
      aggregations: [highest(minute)],
    }),
    above('A destroy failed', logMetricFilter('clusters_undestroyed'), 0, {
      durationSeconds: 15 * minute,
      aggregations: [highest(minute)],
    }),
  ]),
  'firestore-contention': policy('Writers of one document conflict', 'WARNING', 'firestore-contention', [
    above('Requests were refused', logMetricFilter('conflicts'), 5, {
      aggregations: [sum(5 * minute, 'metric.label.function')],
    }),
    above(
      'Firestore aborts commits',
      'metric.type="firestore.googleapis.com/api/request_count" AND resource.type="firestore.googleapis.com/Database" AND metric.label."response_code"="ABORTED"',
      600,
      { durationSeconds: 5 * minute, aggregations: [sum(minute)] },
    ),
  ]),
  spending: policy('Spending grows', 'WARNING', 'spending', [
    above(
      'More than 50 instances on average for an hour',
      runFilter('container/billable_instance_time'),
      50,
      {
        durationSeconds: 60 * minute,
        aggregations: [
          {
            alignmentPeriod: seconds(10 * minute),
            perSeriesAligner: 'ALIGN_RATE',
            crossSeriesReducer: 'REDUCE_SUM',
          },
        ],
      },
    ),
  ]),
})

/** Every alert policy by the name of its file. */
export const alerts = (): Record<string, AlertPolicy> => ({
  ...requestAlerts(),
  ...workAlerts(),
  ...costAlerts(),
})
