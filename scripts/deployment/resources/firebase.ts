import { findDifferences } from '../differences.ts'
import { GoogleError, isAbsent, type Json } from '../google.ts'
import { create, ignoreConflict, type Resource, restResource, type Session, unchanged } from '../resource.ts'
import { projectPath, type Target, webAppName } from '../target.ts'
import { webOrigins } from './functions.ts'

const firebase = 'firebase.googleapis.com/v1beta1'

const firebaseProject = (target: Target): Resource => ({
  id: 'Firebase in the project',
  phase: 'once',
  group: 'Firebase',
  compare: async ({ google }) =>
    (await google.find(`${firebase}/${projectPath(target)}`)) ? unchanged : create(),
  apply: async ({ google }) =>
    void (await google
      .run('POST', `${firebase}/${projectPath(target)}:addFirebase`, {})
      .catch(ignoreConflict)),
  remove: { stays: 'a project can’t leave Firebase' },
})

const findWebApp = async ({ google }: Session, target: Target): Promise<Json | undefined> => {
  const apps = await google
    .list(`${firebase}/${projectPath(target)}/webApps?pageSize=100`, 'apps')
    .catch((error) => {
      if (isAbsent(error)) return []
      throw error
    })
  return apps.find(({ displayName }) => displayName === webAppName)
}

/** Its API key is `FIREBASE_API_KEY` of the functions. */
const webApp = (target: Target): Resource => {
  const readKey = async (session: Session, app: Json) => {
    session.facts.apiKey = (await session.google.call('GET', `${firebase}/${app.name}/config`)).apiKey
  }
  return {
    id: `web app ${webAppName}`,
    phase: 'once',
    group: 'Firebase apps',
    hasFacts: true,
    compare: async (session) => {
      const app = await findWebApp(session, target)
      if (app) await readKey(session, app)
      return app ? unchanged : create()
    },
    apply: async (session) => {
      const path = `${firebase}/${projectPath(target)}/webApps`
      await session.google.run('POST', path, { displayName: webAppName })
      await readKey(session, (await findWebApp(session, target))!)
    },
    remove: { stays: 'pages that are open use its key' },
  }
}

const hosting = 'firebasehosting.googleapis.com/v1beta1'
export const sitePath = ({ projectId }: Target) => `${hosting}/projects/${projectId}/sites/${projectId}`

/** `firebase deploy` makes no site when nobody can answer its question. */
const hostingSite = (target: Target): Resource => ({
  id: `Hosting site ${target.projectId}`,
  phase: 'once',
  group: 'Firebase apps',
  compare: async ({ google }) => ((await google.find(sitePath(target))) ? unchanged : create()),
  apply: async ({ google }) =>
    void (await google
      .call('POST', `${hosting}/${projectPath(target)}/sites?siteId=${target.projectId}`, {
        type: 'DEFAULT_SITE',
      })
      .catch(ignoreConflict)),
  remove: { stays: 'its name could never be taken a second time' },
})

const minPasswordLength = 8

/** Sign-in with e-mail and password, without telling strangers which addresses have accounts. */
const authentication = (target: Target): Resource => {
  const path = `identitytoolkit.googleapis.com/admin/v2/${projectPath(target)}/config`
  const desired: Json = {
    signIn: { email: { enabled: true, passwordRequired: true } },
    emailPrivacyConfig: { enableImprovedEmailPrivacy: true },
    // Only the API deletes an account, with everything that belongs to it. Signing up stays possible for clients: the web app creates the
    // account of a person who continues with Google, and the switch would turn that off, too.
    client: { permissions: { disabledUserDeletion: true } },
    // Firebase itself replaces a forgotten password, so the API's own check does not see that password.
    passwordPolicyConfig: {
      passwordPolicyEnforcementState: 'ENFORCE',
      passwordPolicyVersions: [{ customStrengthOptions: { minPasswordLength } }],
    },
  }
  const mask = 'signIn.email,emailPrivacyConfig,client.permissions.disabledUserDeletion,passwordPolicyConfig'
  const read = ({ google }: Session) =>
    google.call('GET', path).catch((error: unknown) => {
      if (isAbsent(error) || (error instanceof GoogleError && error.reason === 'CONFIGURATION_NOT_FOUND'))
        return undefined
      throw error
    })
  return {
    id: 'sign-in',
    phase: 'once',
    group: 'sign-in',
    compare: async (session) => {
      const actual = await read(session)
      if (!actual) return create()
      const differences = findDifferences(desired, actual)
      return differences.length > 0 ? { verb: 'update', details: differences } : unchanged
    },
    apply: async (session) => {
      const { google } = session
      if (!(await read(session)))
        await google
          .call(
            'POST',
            `identitytoolkit.googleapis.com/v2/${projectPath(target)}/identityPlatform:initializeAuth`,
            {},
          )
          .catch(ignoreConflict)
      await google.call('PATCH', `${path}?updateMask=${mask}`, desired)
    },
    remove: { stays: 'accounts of people belong to the data' },
  }
}

const appCheck = 'firebaseappcheck.googleapis.com/v1'

const recaptcha = 'recaptchaenterprise.googleapis.com/v1'

/** A key of reCAPTCHA Enterprise for the pages. It shows nothing to people: https://cloud.google.com/recaptcha/docs/reference/rest/v1/projects.keys. */
const siteKey = (target: Target): Resource => {
  const keys = `${recaptcha}/${projectPath(target)}/keys`
  const allowedDomains = webOrigins(target).map((origin) => new URL(origin).host)
  const find = async (session: Session): Promise<Json | undefined> => {
    const all = await session.google.list(`${keys}?pageSize=100`, 'keys').catch((error: unknown) => {
      if (isAbsent(error)) return []
      throw error
    })
    const key = all.find(({ displayName }) => displayName === webAppName)
    session.facts.appCheckSiteKey = key?.name.split('/').at(-1)
    return key
  }
  return {
    id: 'site key of App Check',
    phase: 'once',
    group: 'App Check key',
    hasFacts: true,
    compare: async (session) => {
      const key = await find(session)
      if (!key) return create(...allowedDomains)
      const domains: string[] = key.webSettings?.allowedDomains ?? []
      const isSame = domains.toSorted().join() === allowedDomains.toSorted().join()
      return isSame ? unchanged : { verb: 'update', details: ['webSettings'] }
    },
    apply: async (session, { verb, details }) => {
      const settings = { webSettings: { integrationType: 'SCORE', allowedDomains } }
      // An earlier try may have created it and lost the answer.
      const key = await find(session)
      if (!key) await session.google.call('POST', keys, { displayName: webAppName, ...settings })
      else if (verb === 'update')
        await session.google.call('PATCH', `${recaptcha}/${key.name}?updateMask=${details}`, settings)
      await find(session)
    },
    remove: { stays: 'pages that are open use it' },
  }
}

/** Google accepts the site key's tokens as proof that a call comes from the web app. */
const appCheckProvider = (target: Target): Resource => {
  const read = async (session: Session) => {
    const app = await findWebApp(session, target)
    const path =
      app && `${appCheck}/projects/${target.projectNumber}/apps/${app.appId}/recaptchaEnterpriseConfig`
    return { path, actual: path && (await session.google.find(path)) }
  }
  return {
    id: 'App Check for the web app',
    phase: 'once',
    group: 'App Check provider',
    compare: async (session) => {
      const key = session.facts.appCheckSiteKey
      return key && (await read(session)).actual?.siteKey === key ? unchanged : create()
    },
    apply: async (session) => {
      const { path } = await read(session)
      const key = session.facts.appCheckSiteKey
      await session.google.call('PATCH', `${path}?updateMask=siteKey`, { siteKey: key })
    },
    remove: { stays: 'pages that are open use it' },
  }
}

/**
 * Firestore refuses clients that are not the web app: https://firebase.google.com/docs/reference/appcheck/rest/v1/projects.services.
 * Authentication does not: the API calls it with the web app's key and without a token of App Check.
 */
const appCheckOfFirestore = (target: Target): Resource => {
  const path = `${appCheck}/projects/${target.projectNumber}/services/firestore.googleapis.com`
  return restResource({
    id: 'App Check of Firestore',
    phase: 'once',
    group: 'App Check',
    path,
    desired: { enforcementMode: 'ENFORCED' },
    creation: { method: 'PATCH', path: `${path}?updateMask=enforcementMode` },
    remove: { stays: 'without it anybody could read public documents at your cost' },
  })
}

/** Firebase's part: the web app with its key, the site of Hosting, sign-in and App Check. */
export const firebaseResources = (target: Target): Resource[] => [
  firebaseProject(target),
  webApp(target),
  hostingSite(target),
  authentication(target),
  ...(target.environment.appCheck
    ? [siteKey(target), appCheckProvider(target), appCheckOfFirestore(target)]
    : []),
]
