import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { operations } from '../../../contract/index.ts'
import { clientAddressHeader } from '../../../contract/operation.ts'
import { endpointsService } from '../../openapi.ts'
import { type Artifacts, digestOfText, type ImageSource } from '../artifacts.ts'
import { isAbsent, type Json } from '../google.ts'
import { create, ignoreConflict, type Resource, type Session, unchanged } from '../resource.ts'
import { accountIn, gateway, projectPath, stagingFolder, type Target } from '../target.ts'
import { root } from '../upload.ts'
import { imageResource } from './images.ts'
import { invokers, serviceResource } from './services.ts'

const management = 'servicemanagement.googleapis.com/v1'
const servicePath = (target: Target) => `${management}/services/${endpointsService(target)}`

const orAbsent = (error: unknown) => {
  if (isAbsent(error) || (error as { status?: number }).status === 403) return undefined
  throw error
}

/** Google answers 403 for a service that does not exist. */
const endpointsApi = (target: Target): Resource => ({
  id: `Endpoints service ${endpointsService(target)}`,
  phase: 'release',
  group: 'Endpoints service',
  compare: async ({ google }) =>
    (await google.call('GET', servicePath(target)).catch(orAbsent)) ? unchanged : create(),
  apply: async ({ google }) =>
    void (await google
      .run('POST', `${management}/services`, {
        serviceName: endpointsService(target),
        producerProjectId: target.projectId,
      })
      .catch(ignoreConflict)),
  remove: { stays: 'its name could not be taken for 30 days' },
})

const newestConfig = async ({ google }: Session, target: Target): Promise<Json | undefined> => {
  const page = await google.call('GET', `${servicePath(target)}/configs?pageSize=1`).catch(orAbsent)
  const id = page?.serviceConfigs?.[0]?.id
  return id && google.call('GET', `${servicePath(target)}/configs/${id}?view=FULL`)
}
const sourceOf = (config: Json): string | undefined => {
  const contents = config?.sourceInfo?.sourceFiles?.[0]?.fileContents
  return contents && Buffer.from(contents, 'base64').toString()
}

/**
 * Hands openapi.yaml to Service Management. It comes before everything else of a release, so that Google's verdict on the file is known before
 * anything has changed. The gateway serves it only later.
 */
const configuration = (target: Target, { openapi }: Artifacts): Resource => ({
  id: 'gateway configuration',
  phase: 'release',
  group: 'gateway configuration',
  compare: async (session) => {
    const newest = await newestConfig(session, target)
    if (!newest) return create(`${operations.length} operations`)
    session.facts.gatewayConfig = newest.id
    return sourceOf(newest) === openapi ? unchanged : { verb: 'update', details: ['openapi.yaml'] }
  },
  apply: async (session) => {
    const { serviceConfig } = await session.google.run('POST', `${servicePath(target)}/configs:submit`, {
      validateOnly: false,
      configSource: {
        files: [
          {
            filePath: 'openapi.yaml',
            fileContents: Buffer.from(openapi).toString('base64'),
            fileType: 'OPEN_API_YAML',
          },
        ],
      },
    })
    session.facts.gatewayConfig = serviceConfig.id
  },
  remove: { stays: 'it is part of the Endpoints service' },
})

export const rolledOutConfig = async ({ google }: Session, target: Target): Promise<string | undefined> => {
  const page = await google
    .call('GET', `${servicePath(target)}/rollouts?pageSize=1&filter=${encodeURIComponent('status=SUCCESS')}`)
    .catch(orAbsent)
  return Object.keys(page?.rollouts?.[0]?.trafficPercentStrategy?.percentages ?? {})[0]
}
export const rollOut = ({ google }: Session, target: Target, config: string) =>
  google.run('POST', `${servicePath(target)}/rollouts`, {
    serviceName: endpointsService(target),
    trafficPercentStrategy: { percentages: { [config]: 100 } },
  })

const rollout = (target: Target): Resource => ({
  id: 'gateway configuration in use',
  phase: 'release',
  group: 'gateway rollout',
  compare: async (session) => {
    const { gatewayConfig } = session.facts
    const current = await rolledOutConfig(session, target)
    if (!current) return create()
    return current === gatewayConfig
      ? unchanged
      : { verb: 'update', details: [`${current} → ${gatewayConfig}`] }
  },
  apply: async (session) => void (await rollOut(session, target, session.facts.gatewayConfig!)),
  remove: { stays: 'it is part of the Endpoints service' },
})

const gatewayApi = (target: Target): Resource => {
  const path = `serviceusage.googleapis.com/v1/${projectPath(target)}/services/${endpointsService(target)}`
  return {
    id: `api ${endpointsService(target)}`,
    phase: 'release',
    group: 'gateway API',
    compare: async ({ google }) =>
      (await google.call('GET', path).catch(orAbsent))?.state === 'ENABLED' ? unchanged : create(),
    apply: async ({ google }) => void (await google.run('POST', `${path}:enable`, {})),
    remove: { stays: 'it is part of the Endpoints service' },
  }
}

export const gatewayImageName = 'gateway'
/** Names the release of ESPv2. */
const dockerfile = readFileSync(join(root, 'deploy/images/gateway.Dockerfile'), 'utf8')

/** The image contains the configuration: https://docs.cloud.google.com/endpoints/docs/openapi/get-started-cloud-run */
export const gatewayImage = (target: Target): Resource => {
  const folder = join(root, stagingFolder, 'gateway')
  // Service Management gives each configuration an id that it uses once.
  const source = ({ facts }: Session): ImageSource | undefined =>
    facts.gatewayConfig
      ? { name: gatewayImageName, folder, tag: `${facts.gatewayConfig}-${digestOfText(dockerfile)}` }
      : undefined
  const image = imageResource(target, gatewayImageName, 'gateway image', source)
  return {
    ...image,
    apply: async (session, change) => {
      const config = await session.google.call(
        'GET',
        `${servicePath(target)}/configs/${session.facts.gatewayConfig}?view=FULL`,
      )
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'Dockerfile'), dockerfile)
      writeFileSync(join(folder, 'service.json'), JSON.stringify(config))
      await image.apply(session, change)
    },
  }
}

/**
 * ESPv2 replaces a header of this name that a client sent. Its option for serverless trusts no forwarded hop but Cloud Run's own, so the
 * address is the last entry of X-Forwarded-For.
 */
export const gatewayArguments = `--add_request_header=${clientAddressHeader}=%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%`

const gatewayService = (target: Target): Resource =>
  serviceResource(target, {
    name: gateway,
    group: 'gateway',
    kind: 'gateway',
    hasCanary: false,
    ...(target.environment.warmGateway > 0 && {
      idle: `about 10 USD for each of ${target.environment.warmGateway} warm instances`,
    }),
    desired: ({ facts }) => ({
      ingress: 'INGRESS_TRAFFIC_ALL',
      template: {
        serviceAccount: accountIn(target, 'gateway'),
        timeout: '60s',
        maxInstanceRequestConcurrency: 250,
        scaling: { minInstanceCount: target.environment.warmGateway, maxInstanceCount: 10 },
        containers: [
          {
            image: facts.images.get(gatewayImageName) ?? '(built in the deployment)',
            env: [{ name: 'ESPv2_ARGS', value: gatewayArguments }],
            resources: { limits: { cpu: '1', memory: '512Mi' }, cpuIdle: true, startupCpuBoost: true },
          },
        ],
      },
    }),
  })

/** What comes first in a release: the service, and its configuration with Google's verdict. */
export const gatewayConfiguration = (target: Target, artifacts: Artifacts): Resource[] => [
  endpointsApi(target),
  configuration(target, artifacts),
]
/** What comes after the functions that it routes to. */
export const gatewayResources = (target: Target): Resource[] => [
  rollout(target),
  gatewayApi(target),
  gatewayService(target),
  invokers(target, gateway, 'callers of the gateway', ['allUsers']),
]
