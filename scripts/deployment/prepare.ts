import { join } from 'node:path'
import { buildWeb, compileFunctions } from '../build.ts'
import { openapiYaml } from '../contract.ts'
import { functionUrl } from '../openapi.ts'
import { type Artifacts, digestOf } from './artifacts.ts'
import type { Facts } from './resource.ts'
import { webOrigins } from './resources/functions.ts'
import { hostingConfig } from './resources/hosting.ts'
import { runnerImage, runnerPlatforms } from './resources/runners.ts'
import { stageImages } from './stage.ts'
import { authDomain, gateway, type Target } from './target.ts'
import { root } from './upload.ts'

/** Without a contact in deploy/environments.yaml, the sender of e-mail. */
const securityContact = ({ environment, mailFrom }: Target): string =>
  environment.securityContact ?? `mailto:${/<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom}`

/** The settings that the web app is built with (web/src/lib/environment.d.ts). */
export const webVariables = (
  target: Target,
  { apiKey, appCheckSiteKey }: Pick<Facts, 'apiKey' | 'appCheckSiteKey'>,
): Record<string, string> => ({
  VITE_API_URL: functionUrl(gateway, target),
  VITE_FIREBASE_CONFIG: JSON.stringify({
    apiKey,
    authDomain: authDomain(target),
    projectId: target.projectId,
  }),
  VITE_WEB_URL: webOrigins(target)[0] ?? '',
  VITE_SECURITY_CONTACT: securityContact(target),
  VITE_APP_CHECK_SITE_KEY: appCheckSiteKey ?? '',
  VITE_SECOND_FACTORS: target.environment.secondFactors.join(','),
})

/** Compiles the functions, builds the web app for this project, and lays out the images. It takes about a minute. */
export const prepareArtifacts = (target: Target, facts: Facts): Artifacts => {
  Object.assign(process.env, webVariables(target, facts))
  compileFunctions()
  buildWeb()
  const folder = join(root, 'web/dist')
  return {
    images: stageImages(),
    openapi: openapiYaml(target),
    web: { folder, digest: digestOf(folder, JSON.stringify(hostingConfig(target))) },
  }
}

/** Stands for the artifacts in the plan of a project that has no release and no web API key yet. */
export const unbuiltArtifacts = (target: Target): Artifacts => ({
  images: ['functions', ...runnerPlatforms.map(runnerImage)].map((name) => ({
    name,
    folder: '',
    tag: 'not-built-yet',
  })),
  openapi: openapiYaml(target),
  web: { folder: '', digest: 'not-built-yet' },
})
