import { createHash } from 'node:crypto'
import { type Json, projectId, projectNumber, type Route, refuse, type Store } from './store.ts'

const project = `projects/${projectId}`
export const billingAccount = 'billingAccounts/000000-000000-000000'

export const isEnabled = (store: Store, api: string) =>
  store.resources.get(`serviceusage.googleapis.com/v1/${project}/services/${api}`)?.state === 'ENABLED'

/** APIs, accounts, policies and billing. */
export const projectRoutes: Route[] = [
  [
    'GET',
    /^serviceusage\.googleapis\.com\/v1\/projects\/[^/]+\/services\/([^/:]+)$/,
    ({ path }, [, api], store) => ({
      state: 'DISABLED',
      ...store.resources.get(path),
      name: `projects/${projectNumber}/services/${api}`,
    }),
  ],
  [
    'POST',
    /^(serviceusage\.googleapis\.com\/v1\/projects\/[^/]+\/services\/([^/:]+)):enable$/,
    ({ path }, [, service, api], store) => {
      const isFree = ['serviceusage.googleapis.com', 'cloudbilling.googleapis.com'].includes(api!)
      if (!isFree && !store.resources.get('billing')?.billingEnabled)
        refuse(400, 'FAILED_PRECONDITION', 'Billing account for project is not found.')
      store.resources.set(service!, { state: 'ENABLED' })
      return store.operation(path, {})
    },
  ],
  ['POST', /:generateServiceIdentity$/, ({ path }, _, store) => store.operation(path, {})],
  [
    'GET',
    /^cloudbilling\.googleapis\.com\/v1\/projects\/[^/]+\/billingInfo$/,
    (_, __, store) => store.resources.get('billing') ?? { billingEnabled: false },
  ],
  [
    'GET',
    /^billingbudgets\.googleapis\.com\/v1\/billingAccounts\/[^/]+\/budgets$/,
    ({ path }, _, store) => ({ budgets: store.childrenOf(path) }),
  ],
  [
    'POST',
    /^billingbudgets\.googleapis\.com\/v1\/(billingAccounts\/[^/]+\/budgets)$/,
    ({ path, body }, [, name], store) => {
      const id = store.next()
      return store.create(`${path}/${id}`, { ...body, name: `${name}/${id}` })
    },
  ],
  [
    'POST',
    /^iam\.googleapis\.com\/v1\/projects\/[^/]+\/serviceAccounts$/,
    ({ path, body }, _, store) => {
      const email = `${body.accountId}@${projectId}.iam.gserviceaccount.com`
      return store.create(`${path}/${email}`, {
        ...body.serviceAccount,
        email,
        uniqueId: `1000${store.next()}`,
      })
    },
  ],
  [
    'PATCH',
    /^iam\.googleapis\.com\/v1\/projects\/[^/]+\/serviceAccounts\/[^/:]+$/,
    ({ path, body }, _, store) => Object.assign(store.get(path), body.serviceAccount),
  ],
  ['GET', /^(.*):getIamPolicy$/, (_, [, path], store) => store.readPolicyOf(path!)],
  [
    'POST',
    /^(.*):getIamPolicy$/,
    (_, [, path], store) => {
      if (!path!.startsWith('cloudresourcemanager')) store.get(path!)
      return store.readPolicy(path!)
    },
  ],
  [
    'POST',
    /^(.*):setIamPolicy$/,
    ({ body }, [, path], store) => {
      if (!path!.startsWith('cloudresourcemanager')) store.get(path!)
      return store.writePolicy(path!, body.policy)
    },
  ],
]

/** Log-based metrics, alerts, uptime checks and dashboards. Google names the last three itself. */
export const monitoringRoutes: Route[] = [
  [
    'POST',
    /^logging\.googleapis\.com\/v2\/projects\/[^/]+\/metrics$/,
    ({ path, body }, _, store) => store.create(`${path}/${encodeURIComponent(body.name)}`, body),
  ],
  [
    'PUT',
    /^logging\.googleapis\.com\/v2\/projects\/[^/]+\/metrics\/[^/]+$/,
    ({ path, body }, _, store) => Object.assign(store.get(path), body),
  ],
  [
    'GET',
    /^monitoring\.googleapis\.com\/v\d\/projects\/[^/]+\/(alertPolicies|uptimeCheckConfigs|dashboards)$/,
    ({ path }, [, field], store) => ({ [field!]: store.childrenOf(path) }),
  ],
  [
    'POST',
    /^monitoring\.googleapis\.com\/v\d\/(projects\/[^/]+\/(?:alertPolicies|uptimeCheckConfigs|dashboards))$/,
    ({ path, body }, [, collection], store) => {
      const id = store.next()
      return store.create(`${path}/${id}`, { ...body, name: `${collection}/${id}` })
    },
  ],
]

/** Buckets, secrets, images and builds. */
export const storageRoutes: Route[] = [
  [
    'POST',
    /^(storage\.googleapis\.com\/storage\/v1\/b)$/,
    ({ body }, [, path], store) => store.create(`${path}/${body.name}`, body),
  ],
  [
    'GET',
    /^(storage\.googleapis\.com\/storage\/v1\/b\/[^/]+)\/iam$/,
    (_, [, path], store) => store.readPolicyOf(path!),
  ],
  [
    'PUT',
    /^(storage\.googleapis\.com\/storage\/v1\/b\/[^/]+)\/iam$/,
    ({ body }, [, path], store) => store.writePolicyOf(path!, body),
  ],
  [
    'POST',
    /^storage\.googleapis\.com\/upload\/storage\/v1\/b\/([^/]+)\/o$/,
    ({ query, bytes }, [, bucket], store) => {
      const path = `storage.googleapis.com/storage/v1/b/${bucket}`
      store.get(path)
      const name = query.get('name')!
      store.resources.set(`${path}/o/${encodeURIComponent(name)}`, {
        name,
        content: bytes.toString('base64'),
      })
      return { name }
    },
  ],
  [
    'GET',
    /^storage\.googleapis\.com\/storage\/v1\/b\/[^/]+\/o$/,
    ({ path, query }, _, store) => ({
      items: store
        .childrenOf(path)
        .filter(({ name }) => name.startsWith(query.get('prefix') ?? ''))
        .map(({ name }) => ({ name })),
    }),
  ],
  [
    'GET',
    /^storage\.googleapis\.com\/storage\/v1\/b\/[^/]+\/o\/[^/]+$/,
    ({ path }, _, store) => JSON.parse(Buffer.from(store.get(path).content, 'base64').toString()),
  ],
  [
    'POST',
    /^(secretmanager\.googleapis\.com\/v1\/.*):addVersion$/,
    (_, [, path], store) => {
      store.get(path!)
      const id = store.next()
      const version = { name: store.nameOf(`${path}/versions/${id}`) }
      for (const name of [id, 'latest']) store.resources.set(`${path}/versions/${name}`, version)
      return {}
    },
  ],
  [
    'POST',
    /^cloudbuild\.googleapis\.com\/v1\/(projects\/[^/]+\/locations\/[^/]+)\/builds$/,
    ({ path, body }, [, location], store) => {
      const { bucket, object } = body.source.storageSource
      store.get(`storage.googleapis.com/storage/v1/b/${bucket}/o/${encodeURIComponent(object)}`)
      store.requireAccount(body.serviceAccount.split('/').at(-1))
      if (body.options.logging !== 'CLOUD_LOGGING_ONLY')
        refuse(400, 'INVALID_ARGUMENT', 'Builds with a service account need a place for logs.')
      for (const image of body.images) {
        const [, repository, name, tag] = /^[^/]+\/[^/]+\/([^/]+)\/([^:]+):(.+)$/.exec(image)!
        const repositoryPath = `artifactregistry.googleapis.com/v1/${location}/repositories/${repository}`
        store.get(repositoryPath)
        const digest = `sha256:${createHash('sha256').update(image).digest('hex')}`
        store.resources.set(`${repositoryPath}/packages/${name}/tags/${tag}`, {
          version: `${location}/repositories/${repository}/packages/${name}/versions/${digest}`,
        })
        store.resources.set(`image ${image.split(':')[0]}@${digest}`, { looks: 0, vulnerabilities: [] })
      }
      return store.operation(path, {})
    },
  ],
  [
    'GET',
    /^containeranalysis\.googleapis\.com\/v1\/projects\/[^/]+\/occurrences$/,
    ({ query }, _, store) => {
      const [, kind, image] = /^kind="(\w+)" AND resourceUrl="https:\/\/([^"]+)"$/.exec(query.get('filter')!)!
      const scan = store.get(`image ${image}`)
      if (kind === 'VULNERABILITY') return { occurrences: scan.vulnerabilities }
      // The first look is too early.
      const analysisStatus = scan.looks++ === 0 ? 'SCANNING' : 'FINISHED_SUCCESS'
      return { occurrences: [{ discovery: { analysisStatus } }] }
    },
  ],
]

const checkContainer = (store: Store, template: Json) => {
  store.requireAccount(template.serviceAccount)
  for (const { image, env = [] } of template.containers) {
    if (!store.resources.has(`image ${image}`)) refuse(400, 'INVALID_ARGUMENT', `Image ${image} not found.`)
    for (const { valueSource } of env)
      if (valueSource)
        store.get(
          `secretmanager.googleapis.com/v1/${project}/secrets/${valueSource.secretKeyRef.secret}/versions/${valueSource.secretKeyRef.version}`,
        )
  }
}

const sameTemplate = (template: Json, other: Json) => JSON.stringify(template) === JSON.stringify(other)

/** A change of the template makes a revision. Google fills in what a request leaves out. */
const putService = (store: Store, path: string, body: Json) => {
  checkContainer(store, body.template)
  const earlier = store.resources.get(path)
  const generation = earlier ? earlier.generation + (sameTemplate(earlier.sent, body.template) ? 0 : 1) : 1
  const revision = `${path.split('/').at(-1)}-${String(generation).padStart(5, '0')}-abc`
  const revisions = [...new Set([...(earlier?.revisions ?? []), revision])]
  for (const { revision: name } of body.traffic ?? [])
    if (name && !revisions.includes(name)) refuse(400, 'INVALID_ARGUMENT', `Revision ${name} does not exist.`)
  if ((body.traffic ?? []).reduce((sum: number, { percent = 0 }) => sum + percent, 0) !== 100)
    refuse(400, 'INVALID_ARGUMENT', 'Traffic is not 100 percent.')
  const template = structuredClone(body.template)
  template.containers[0].ports = [{ name: 'http1', containerPort: 8080 }]
  if (template.scaling?.minInstanceCount === 0) delete template.scaling.minInstanceCount
  store.resources.set(path, {
    ...body,
    name: store.nameOf(path),
    template,
    sent: body.template,
    generation,
    revisions,
    latestReadyRevision: `${store.nameOf(path)}/revisions/${revision}`,
    terminalCondition: { state: 'CONDITION_SUCCEEDED' },
  })
}

export const runRoutes: Route[] = [
  [
    'PATCH',
    /^run\.googleapis\.com\/v2\/.*\/services\/[^/]+$/,
    ({ path, query, body }, _, store) => {
      const earlier = store.resources.get(path)
      if (query.get('updateMask') === 'traffic')
        putService(store, path, { ...earlier, template: earlier.sent, traffic: body.traffic })
      else putService(store, path, body)
      return store.operation(path, store.get(path))
    },
  ],
  [
    'PATCH',
    /^run\.googleapis\.com\/v2\/.*\/jobs\/[^/]+$/,
    ({ path, body }, _, store) => {
      checkContainer(store, body.template.template)
      store.resources.set(path, { ...body, name: store.nameOf(path) })
      return store.operation(path, {})
    },
  ],
  [
    'GET',
    /^run\.googleapis\.com\/v2\/.*\/(services|jobs)$/,
    ({ path }, [, field], store) => ({ [field!]: store.childrenOf(path) }),
  ],
  [
    'PUT',
    /^(pubsub\.googleapis\.com\/v1\/[^/]+\/[^/]+)\/(topics|subscriptions)\/[^/]+$/,
    ({ path, body }, [, root, kind], store) => {
      if (kind === 'subscriptions')
        for (const topic of [body.topic, body.deadLetterPolicy?.deadLetterTopic])
          if (topic) store.get(`pubsub.googleapis.com/v1/${topic}`)
      if (body.pushConfig) {
        store.requireAccount(body.pushConfig.oidcToken.serviceAccountEmail)
        const handler = /^https:\/\/([^.]+)-\d+\./.exec(body.pushConfig.pushEndpoint)![1]
        if (![...store.resources.keys()].some((name) => name.endsWith(`/services/${handler}`)))
          refuse(400, 'INVALID_ARGUMENT', `${root} has no ${handler}.`)
      }
      return store.create(path, { ...body, name: store.nameOf(path), state: 'ACTIVE' })
    },
  ],
  [
    'PATCH',
    /^pubsub\.googleapis\.com\/v1\/[^/]+\/[^/]+\/(topic|subscription)s\/[^/]+$/,
    ({ path, body }, [, kind], store) => Object.assign(store.get(path), body[kind!]),
  ],
  [
    'GET',
    /^pubsub\.googleapis\.com\/v1\/[^/]+\/[^/]+\/(topics|subscriptions)$/,
    ({ path }, [, kind], store) => ({ [kind!]: store.childrenOf(path) }),
  ],
  [
    'POST',
    /^cloudscheduler\.googleapis\.com\/v1\/.*\/jobs$/,
    ({ body }, _, store) => store.create(`cloudscheduler.googleapis.com/v1/${body.name}`, body),
  ],
]
