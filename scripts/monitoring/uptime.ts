import { statusGet } from '../../contract/status.ts'
import { gateway } from '../deployment/target.ts'
import { functionUrl, placeholders } from '../openapi.ts'

/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.uptimeCheckConfigs */
const check = (name: string, host: string, path: string) => ({
  displayName: `Labseat: ${name}`,
  monitoredResource: { type: 'uptime_url', labels: { host, project_id: placeholders.projectId } },
  httpCheck: { path, port: 443, useSsl: true, validateSsl: true },
  period: '60s',
  timeout: '10s',
  userLabels: { product: 'labseat' },
})

/** Google asks from several continents, so an outage shows without a single request of a person. */
export const uptimeChecks = {
  api: check('the API answers', functionUrl(gateway, placeholders).replace('https://', ''), statusGet.path),
  web: check('the web app answers', `${placeholders.projectId}.web.app`, '/'),
}

/** Whether a check passed, by host and by the place that asked. */
export const uptimeFilter = `metric.type="monitoring.googleapis.com/uptime_check/check_passed" AND resource.type="uptime_url" AND resource.label."host"=one_of(${Object.values(
  uptimeChecks,
)
  .map(({ monitoredResource }) => `"${monitoredResource.labels.host}"`)
  .join(',')})`
