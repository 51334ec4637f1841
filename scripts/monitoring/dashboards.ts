import { gateway } from '../deployment/target.ts'
import { isHandler, logMetricFilter, runFilter, serviceIs } from './filters.ts'
import { burnRate, type ObjectiveId, objectives } from './objectives.ts'

/** The width of a dashboard in columns: https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards#MosaicLayout. */
const columns = 48
const tile = { width: 24, height: 16 }

type Series = {
  filter: string
  aligner: string
  reducer?: string
  groupBy?: string[]
  legend?: string
  plot?: 'LINE' | 'STACKED_BAR'
}
type Chart = { title: string; series: Series[]; threshold?: number; unit?: string }

const toDataSet = ({ filter, aligner, reducer, groupBy, legend, plot = 'LINE' }: Series, unit?: string) => ({
  plotType: plot,
  ...(legend && { legendTemplate: legend }),
  timeSeriesQuery: {
    ...(unit && { unitOverride: unit }),
    timeSeriesFilter: {
      filter,
      aggregation: {
        alignmentPeriod: '60s',
        perSeriesAligner: aligner,
        ...(reducer && { crossSeriesReducer: reducer }),
        ...(groupBy && { groupByFields: groupBy }),
      },
    },
  },
})

const toWidget = ({ title, series, threshold, unit }: Chart) => ({
  title,
  xyChart: {
    dataSets: series.map((each) => toDataSet(each, unit)),
    ...(threshold !== undefined && { thresholds: [{ value: threshold, label: 'Alert' }] }),
    yAxis: { scale: 'LINEAR' },
    chartOptions: { mode: 'COLOR' },
  },
})

/** Two charts in a row. */
const dashboard = (name: string, charts: readonly Chart[]) => ({
  displayName: `Labseat: ${name}`,
  labels: { labseat: '' },
  mosaicLayout: {
    columns,
    tiles: charts.map((chart, index) => ({
      xPos: (index % 2) * tile.width,
      yPos: Math.floor(index / 2) * tile.height,
      ...tile,
      widget: toWidget(chart),
    })),
  },
})

const byService = ['resource.label.service_name']
const isError = 'metric.label."response_code_class"="5xx"'
const percentile = (name: string, share: 50 | 95 | 99, ...conditions: string[]): Series => ({
  filter: logMetricFilter(name, ...conditions),
  aligner: 'ALIGN_DELTA',
  reducer: `REDUCE_PERCENTILE_${share}`,
  legend: `${share} %`,
})
const highest = (name: string): Series => ({
  filter: logMetricFilter(name),
  aligner: 'ALIGN_PERCENTILE_99',
  reducer: 'REDUCE_MAX',
})
const count = (name: string, ...labels: string[]): Series => ({
  filter: logMetricFilter(name),
  aligner: 'ALIGN_DELTA',
  reducer: 'REDUCE_SUM',
  groupBy: labels.map((label) => `metric.label.${label}`),
  plot: 'STACKED_BAR',
})
const firestore = (metric: string, ...conditions: string[]) =>
  [
    `metric.type="firestore.googleapis.com/${metric}"`,
    'resource.type="firestore.googleapis.com/Database"',
    ...conditions,
  ].join(' AND ')
const pubsub = (metric: string) =>
  `metric.type="pubsub.googleapis.com/subscription/${metric}" AND resource.type="pubsub_subscription"`

const requests: readonly Chart[] = [
  ...Object.entries(objectives).map(([id, { displayName }]) => ({
    title: `Error budget: ${displayName}`,
    series: [{ filter: burnRate(id as ObjectiveId, 3600), aligner: 'ALIGN_NEXT_OLDER' }],
    threshold: 6,
  })),
  {
    title: 'Requests by answer',
    series: [
      {
        filter: runFilter('request_count', serviceIs(gateway)),
        aligner: 'ALIGN_RATE',
        reducer: 'REDUCE_SUM',
        groupBy: ['metric.label.response_code_class'],
        plot: 'STACKED_BAR',
      },
    ],
  },
  {
    title: '5xx by function',
    series: [
      {
        filter: runFilter('request_count', isError),
        aligner: 'ALIGN_RATE',
        reducer: 'REDUCE_SUM',
        groupBy: byService,
        plot: 'STACKED_BAR',
      },
    ],
  },
  {
    title: 'Latency by function, 95 %',
    series: [
      {
        filter: runFilter('request_latencies'),
        aligner: 'ALIGN_PERCENTILE_95',
        reducer: 'REDUCE_MAX',
        groupBy: byService,
      },
    ],
  },
  {
    title: 'Wait for a seat',
    series: [percentile('registration_wait', 50), percentile('registration_wait', 99)],
    threshold: 3000,
    unit: 'ms',
  },
  {
    title: 'Time of new clusters, as a multiple of the usual time',
    series: [percentile('cluster_time', 95)],
    threshold: 1.5,
  },
]

const work: readonly Chart[] = [
  {
    title: 'Lag of messages by topic, 95 %',
    series: [
      {
        filter: logMetricFilter('message_lag'),
        aligner: 'ALIGN_DELTA',
        reducer: 'REDUCE_PERCENTILE_95',
        groupBy: ['metric.label.topic'],
      },
    ],
    unit: 'ms',
  },
  {
    title: 'Oldest unacknowledged message',
    series: [
      {
        filter: pubsub('oldest_unacked_message_age'),
        aligner: 'ALIGN_MAX',
        reducer: 'REDUCE_MAX',
        groupBy: ['resource.label.subscription_id'],
      },
    ],
    threshold: 300,
  },
  { title: 'Failed deliveries by topic', series: [count('messages_failed', 'topic')] },
  { title: 'Dead letters by topic', series: [count('dead_letters', 'topic')] },
  { title: 'Registrations that wait', series: [highest('registrations_waiting')] },
  { title: 'E-mail that waits', series: [highest('mails_waiting')] },
  {
    title: 'E-mail not taken, by reason',
    series: [count('mails_not_taken', 'failure'), count('mails_given_up')],
  },
  { title: 'Sweeps and their errors', series: [count('sweeps'), highest('sweep_failures')] },
  { title: 'Lost runs', series: [count('runs_lost')] },
  {
    title: 'Clusters past their end, and clusters whose destroy failed',
    series: [highest('clusters_past_end'), highest('clusters_undestroyed')],
    threshold: 0,
  },
]

const capacity: readonly Chart[] = [
  {
    title: 'Conflicts by function',
    series: [count('conflicts', 'function')],
  },
  {
    title: 'Firestore’s answers',
    series: [
      {
        filter: firestore('api/request_count'),
        aligner: 'ALIGN_RATE',
        reducer: 'REDUCE_SUM',
        groupBy: ['metric.label.response_code'],
        plot: 'STACKED_BAR',
      },
    ],
  },
  {
    title: 'Documents read and written a second',
    series: [
      {
        filter: firestore('document/read_ops_count'),
        aligner: 'ALIGN_RATE',
        reducer: 'REDUCE_SUM',
        legend: 'Reads',
      },
      {
        filter: firestore('document/write_ops_count'),
        aligner: 'ALIGN_RATE',
        reducer: 'REDUCE_SUM',
        legend: 'Writes',
      },
    ],
  },
  {
    title: 'Instances by function',
    series: [
      {
        filter: runFilter('container/instance_count'),
        aligner: 'ALIGN_MAX',
        reducer: 'REDUCE_SUM',
        groupBy: byService,
      },
    ],
  },
  {
    title: 'Handlers: requests at once in an instance, 95 %',
    series: [
      {
        filter: runFilter('container/max_request_concurrencies', isHandler),
        aligner: 'ALIGN_PERCENTILE_95',
        reducer: 'REDUCE_MAX',
        groupBy: byService,
      },
    ],
  },
  {
    title: 'Billable instances',
    series: [
      {
        filter: runFilter('container/billable_instance_time'),
        aligner: 'ALIGN_RATE',
        reducer: 'REDUCE_SUM',
        groupBy: byService,
        plot: 'STACKED_BAR',
      },
    ],
    threshold: 50,
  },
]

/** Every dashboard by the name of its file. */
export const dashboards = {
  requests: dashboard('requests and objectives', requests),
  work: dashboard('work behind the pages', work),
  capacity: dashboard('capacity and spending', capacity),
}
