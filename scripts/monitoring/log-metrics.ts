/** Metrics that Cloud Logging makes from our log lines: https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics. */

export type LogMetric = {
  name: string
  description: string
  filter: string
  metricDescriptor: {
    metricKind: 'DELTA'
    valueType: 'INT64' | 'DISTRIBUTION'
    unit: string
    displayName: string
    labels?: { key: string; valueType: 'STRING'; description: string }[]
  }
  valueExtractor?: string
  labelExtractors?: Record<string, string>
  bucketOptions?: object
}

type Declaration = {
  name: string
  description: string
  /** The text of the log line; monitoring.test.ts looks for it in the code. */
  message: string
  /** Further fields that the line must have. */
  where?: Record<string, string>
  /** The field that becomes a label. */
  label?: string
  /** The field whose value is distributed. Without it, lines are counted. */
  value?: { field: string; unit: string; bounds?: number[] }
}

const exponentialBuckets = { exponentialBuckets: { numFiniteBuckets: 64, growthFactor: 1.4, scale: 1 } }

const declare = ({ name, description, message, where = {}, label, value }: Declaration): LogMetric => ({
  name: `labseat/${name}`,
  description,
  filter: [
    `jsonPayload.message="${message}"`,
    ...Object.entries(where).map(([field, text]) => `jsonPayload.${field}="${text}"`),
    ...(value ? [`jsonPayload.${value.field}:*`] : []),
  ].join('\n'),
  metricDescriptor: {
    metricKind: 'DELTA',
    valueType: value ? 'DISTRIBUTION' : 'INT64',
    unit: value?.unit ?? '1',
    displayName: `Labseat: ${name.replaceAll('_', ' ')}`,
    ...(label && { labels: [{ key: label, valueType: 'STRING', description: `The line’s ${label}.` }] }),
  },
  ...(label && { labelExtractors: { [label]: `EXTRACT(jsonPayload.${label})` } }),
  ...(value && {
    valueExtractor: `EXTRACT(jsonPayload.${value.field})`,
    bucketOptions: value.bounds ? { explicitBuckets: { bounds: value.bounds } } : exponentialBuckets,
  }),
})

const sweepDone = 'The sweep is done.'

/** The objectives' limits are bounds of buckets, so that a share below a limit is exact. */
export const registrationLimitMs = 3000
export const clusterLimitRatio = 1.5

export const logMetrics: readonly LogMetric[] = [
  declare({
    name: 'message_lag',
    description: 'Time from the publishing of a message to the end of its handler, by topic.',
    message: 'A message was handled.',
    label: 'topic',
    value: { field: 'lagMs', unit: 'ms' },
  }),
  declare({
    name: 'messages_failed',
    description: 'Deliveries that a handler could not handle, by topic.',
    message: 'A message was not handled; it will be delivered again.',
    label: 'topic',
  }),
  declare({
    name: 'dead_letters',
    description: 'Messages that failed in every delivery, by topic.',
    message: 'A message failed in every delivery. Admins can replay it.',
    label: 'topic',
  }),
  declare({
    name: 'registration_wait',
    description: 'Time from a request for a seat to its decision.',
    message: 'A registration was settled.',
    value: {
      field: 'waitMs',
      unit: 'ms',
      bounds: [
        50,
        100,
        200,
        300,
        500,
        700,
        1000,
        1500,
        2000,
        registrationLimitMs,
        5000,
        10_000,
        30_000,
        60_000,
      ],
    },
  }),
  declare({
    name: 'cluster_time',
    description: 'How long a new cluster took, as a multiple of the usual time of its platform.',
    message: 'A cluster is ready.',
    label: 'platform',
    value: { field: 'ratio', unit: '1', bounds: [0.25, 0.5, 0.75, 1, 1.25, clusterLimitRatio, 2, 3, 5] },
  }),
  declare({
    name: 'runs_lost',
    description: 'Runs whose runner stopped reporting.',
    message: 'A run was lost.',
  }),
  declare({
    name: 'mails_not_taken',
    description: 'Attempts to send e-mail that the mail server did not take, by kind of failure.',
    message: 'An e-mail was not taken.',
    label: 'failure',
  }),
  declare({
    name: 'mails_given_up',
    description: 'E-mail that could not be sent for a day.',
    message: 'E-mail was given up.',
  }),
  declare({
    name: 'sweeps',
    description: 'Sweeps that ended.',
    message: sweepDone,
  }),
  declare({
    name: 'sweep_failures',
    description: 'Errors of one sweep.',
    message: sweepDone,
    value: { field: 'failures', unit: '1' },
  }),
  declare({
    name: 'mails_waiting',
    description: 'E-mail that the mail server has not taken yet, once a minute.',
    message: sweepDone,
    value: { field: 'waitingMails', unit: '1' },
  }),
  declare({
    name: 'oldest_mail_age',
    description: 'Age of the e-mail that waits longest, once a minute.',
    message: sweepDone,
    value: { field: 'oldestMailSeconds', unit: 's' },
  }),
  declare({
    name: 'registrations_waiting',
    description: 'Registrations that are not decided, once a minute.',
    message: sweepDone,
    value: { field: 'waitingRegistrations', unit: '1' },
  }),
  declare({
    name: 'clusters_past_end',
    description: 'Clusters that should be destroyed by now, once a minute.',
    message: sweepDone,
    value: { field: 'clustersPastEnd', unit: '1' },
  }),
  declare({
    name: 'clusters_undestroyed',
    description: 'Clusters whose destroy failed, once a minute.',
    message: sweepDone,
    value: { field: 'undestroyedClusters', unit: '1' },
  }),
  declare({
    name: 'conflicts',
    description: 'Requests that were refused because other writers changed the same document, by function.',
    message: 'Request refused',
    where: { problem: 'conflict' },
    label: 'function',
  }),
]

/** The type of a log-based metric in Cloud Monitoring. @throws if the metric is not declared above */
export const logMetricType = (name: string): string => {
  if (!logMetrics.some((metric) => metric.name === `labseat/${name}`)) throw new Error(`No metric ${name}.`)
  return `logging.googleapis.com/user/labseat/${name}`
}
