import { gateway } from '../deployment/target.ts'
import { logMetricFilter, runFilter, serviceIs } from './filters.ts'
import { clusterLimitRatio, registrationLimitMs } from './log-metrics.ts'

/** The service that the objectives belong to: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/services. */
export const serviceId = 'labseat'
export const service = { displayName: 'Labseat', custom: {}, userLabels: { product: 'labseat' } }

const period = '2419200s' // 28 days
const requests = runFilter('request_count', serviceIs(gateway))

/** Service level objectives: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/services.serviceLevelObjectives. */
export const objectives = {
  'api-availability': {
    displayName: '99.9 % of API requests get an answer that is not a 5xx',
    goal: 0.999,
    rollingPeriod: period,
    serviceLevelIndicator: {
      requestBased: {
        goodTotalRatio: {
          totalServiceFilter: requests,
          badServiceFilter: `${requests} AND metric.label."response_code_class"="5xx"`,
        },
      },
    },
  },
  'registration-time': {
    displayName: '99 % of registrations are decided in 3 s',
    goal: 0.99,
    rollingPeriod: period,
    serviceLevelIndicator: {
      requestBased: {
        distributionCut: {
          distributionFilter: logMetricFilter('registration_wait'),
          range: { max: registrationLimitMs },
        },
      },
    },
  },
  'cluster-time': {
    displayName: '95 % of clusters are ready within 1.5 × the usual time',
    goal: 0.95,
    rollingPeriod: period,
    serviceLevelIndicator: {
      requestBased: {
        distributionCut: {
          distributionFilter: logMetricFilter('cluster_time'),
          range: { max: clusterLimitRatio },
        },
      },
    },
  },
} as const
export type ObjectiveId = keyof typeof objectives

/** @param lookbackSeconds the rate of these last seconds; 1 uses up the error budget exactly in the period of the objective */
export const burnRate = (id: ObjectiveId, lookbackSeconds: number): string =>
  `select_slo_burn_rate("projects/PROJECT_ID/services/${serviceId}/serviceLevelObjectives/${id}", "${lookbackSeconds}s")`
