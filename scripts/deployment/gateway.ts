import { endpointsService } from '../openapi.ts'
import {
  accountIn,
  buildAccountFlag,
  gateway,
  projectFlag,
  regionFlags,
  staging,
  type Target,
} from './target.ts'

/** The image contains the configuration: https://docs.cloud.google.com/endpoints/docs/openapi/get-started-cloud-run */
export const deployGateway = (target: Target): string[] => {
  const project = projectFlag(target)
  const service = endpointsService(target)
  const configId = `$(cat ${staging}/config-id)`
  return [
    `gcloud endpoints services deploy ${staging}/openapi.yaml ${project}`,
    `gcloud services enable ${service} ${project}`,
    `gcloud endpoints configs list --service=${service} --limit=1 --format='value(id)' ${project} > ${staging}/config-id`,
    `gcloud auth print-access-token | sed 's/^/Authorization: Bearer /' | curl --fail --silent --show-error --header @- --output ${staging}/gateway/service.json "https://servicemanagement.googleapis.com/v1/services/${service}/configs/${configId}?view=FULL"`,
    `gcloud run deploy ${gateway} --source=${staging}/gateway ${buildAccountFlag(target)} --allow-unauthenticated --service-account=${accountIn(target, 'gateway')} --memory=512Mi --cpu=1 --concurrency=250 --max-instances=10 --quiet ${regionFlags(target)}`,
  ]
}
