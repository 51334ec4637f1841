import { createHash } from 'node:crypto'
import { projectId, projectNumber, type Route, refuse } from './store.ts'

const project = `projects/${projectId}`

export const firestoreRoutes: Route[] = [
  [
    'GET',
    /^firestore\.googleapis\.com\/v1\/.*\/collectionGroups\/[^/]+\/indexes$/,
    ({ path }, _, store) => ({ indexes: store.childrenOf(path) }),
  ],
  [
    'POST',
    /^firestore\.googleapis\.com\/v1\/.*\/collectionGroups\/[^/]+\/indexes$/,
    ({ path, body }, _, store) => {
      store.get(path.split('/collectionGroups/')[0]!)
      const same = store
        .childrenOf(path)
        .some(
          ({ queryScope, sent }) =>
            queryScope === body.queryScope && JSON.stringify(sent) === JSON.stringify(body.fields),
        )
      if (same) refuse(409, 'ALREADY_EXISTS', 'The index exists.')
      // Firestore adds the document's name in the direction of the last field.
      const order = body.fields.at(-1).order ?? 'ASCENDING'
      store.create(`${path}/${store.next()}`, {
        ...body,
        sent: body.fields,
        fields: [...body.fields, { fieldPath: '__name__', order }],
        state: 'CREATING',
      })
      return {}
    },
  ],
  [
    'GET',
    /^firestore\.googleapis\.com\/v1\/.*\/fields\/[^/]+$/,
    ({ path }, _, store) =>
      store.resources.get(path) ?? { indexConfig: { usesAncestorConfig: true, indexes: [] } },
  ],
  [
    'PATCH',
    /^firestore\.googleapis\.com\/v1\/.*\/fields\/([^/]+)$/,
    ({ path, body, query }, _, store) => {
      store.get(path.split('/collectionGroups/')[0]!)
      const field = store.resources.get(path) ?? {}
      const mask = query.get('updateMask')!.split(',')
      if (mask.includes('indexConfig')) field.indexConfig = body.indexConfig
      if (mask.includes('ttlConfig')) field.ttlConfig = { state: 'CREATING' }
      store.resources.set(path, field)
      return {}
    },
  ],
  [
    'GET',
    /^firestore\.googleapis\.com\/v1\/.*\/backupSchedules$/,
    ({ path }, _, store) => ({ backupSchedules: store.childrenOf(path) }),
  ],
  [
    'POST',
    /^firestore\.googleapis\.com\/v1\/.*\/backupSchedules$/,
    ({ path, body }, _, store) => {
      const id = store.next()
      return store.create(`${path}/${id}`, { ...body, name: store.nameOf(`${path}/${id}`) })
    },
  ],
  [
    'POST',
    /^firebaserules\.googleapis\.com\/v1\/.*\/rulesets$/,
    ({ path, body }, _, store) => {
      const id = store.next()
      return store.create(`${path}/${id}`, { ...body, name: store.nameOf(`${path}/${id}`) })
    },
  ],
  [
    'POST',
    /^firebaserules\.googleapis\.com\/v1\/.*\/releases$/,
    ({ body }, _, store) => store.create(`firebaserules.googleapis.com/v1/${body.name}`, body),
  ],
  [
    'PATCH',
    /^firebaserules\.googleapis\.com\/v1\/.*\/releases\/[^/]+$/,
    ({ path, body }, _, store) => Object.assign(store.get(path), body.release),
  ],
]

export const firebaseRoutes: Route[] = [
  [
    'POST',
    /^(firebase\.googleapis\.com\/v1beta1\/projects\/[^/]+):addFirebase$/,
    ({ path }, [, name], store) => {
      store.create(name!, {})
      return store.operation(path, {})
    },
  ],
  [
    'GET',
    /^firebase\.googleapis\.com\/v1beta1\/projects\/[^/]+\/webApps$/,
    ({ path }, _, store) => ({ apps: store.get(path.replace(/\/webApps$/, '')) && store.childrenOf(path) }),
  ],
  [
    'POST',
    /^firebase\.googleapis\.com\/v1beta1\/projects\/[^/]+\/webApps$/,
    ({ path, body }, _, store) => {
      store.get(path.replace(/\/webApps$/, ''))
      const id = store.next()
      const appId = `1:${projectNumber}:web:${id}`
      const app = store.create(`${path}/${id}`, { ...body, appId, name: store.nameOf(`${path}/${id}`) })
      store.resources.set(`${path}/${id}/config`, { apiKey: 'AIzaSyExample' })
      return store.operation(path, app)
    },
  ],
  [
    'GET',
    /^recaptchaenterprise\.googleapis\.com\/v1\/projects\/[^/]+\/keys$/,
    ({ path }, _, store) => ({ keys: store.childrenOf(path) }),
  ],
  [
    'POST',
    /^recaptchaenterprise\.googleapis\.com\/v1\/(projects\/[^/]+\/keys)$/,
    ({ path, body }, [, collection], store) => {
      const id = `site-key-${store.next()}`
      return store.create(`${path}/${id}`, { ...body, name: `${collection}/${id}` })
    },
  ],
  [
    'POST',
    /^identitytoolkit\.googleapis\.com\/v2\/.*:initializeAuth$/,
    (_, __, store) => store.create(`identitytoolkit.googleapis.com/admin/v2/${project}/config`, {}),
  ],
  [
    'PATCH',
    /^identitytoolkit\.googleapis\.com\/admin\/v2\/.*\/config$/,
    ({ path, body }, _, store) => Object.assign(store.get(path), body),
  ],
  [
    'PATCH',
    /^firebaseappcheck\.googleapis\.com\/v1\/projects\/\d+\/(services|apps)\/[^/]+(\/recaptchaEnterpriseConfig)?$/,
    ({ path, body, query }, _, store) => {
      const field = query.get('updateMask')!
      const config = store.resources.get(path) ?? {}
      store.resources.set(path, config)
      return Object.assign(config, { [field]: body[field] })
    },
  ],
  [
    'POST',
    /^firebasehosting\.googleapis\.com\/v1beta1\/.*\/versions$/,
    ({ path, body }, _, store) => {
      const name = `sites/${projectId}/versions/${store.next()}`
      return store.create(`firebasehosting.googleapis.com/v1beta1/${name}`, {
        ...body,
        name,
        status: 'CREATED',
        site: path,
      })
    },
  ],
  [
    'POST',
    /^firebasehosting\.googleapis\.com\/v1beta1\/(.*):populateFiles$/,
    ({ path, body }, [, name], store) => {
      const missing = Object.values(body.files).filter((hash) => !store.resources.has(`file ${hash}`))
      store.get(path.replace(':populateFiles', '')).files = body.files
      return {
        uploadRequiredHashes: missing,
        uploadUrl: `https://upload-firebasehosting.googleapis.com/upload/${name}/files`,
      }
    },
  ],
  [
    'POST',
    /^upload-firebasehosting\.googleapis\.com\/upload\/.*\/files\/(\w+)$/,
    ({ bytes }, [, hash], store) => {
      if (createHash('sha256').update(bytes).digest('hex') !== hash)
        refuse(400, 'INVALID_ARGUMENT', 'The hash is wrong.')
      store.resources.set(`file ${hash}`, {})
      return {}
    },
  ],
  [
    'PATCH',
    /^firebasehosting\.googleapis\.com\/v1beta1\/sites\/[^/]+\/versions\/\d+$/,
    ({ path, body }, _, store) => {
      const version = store.get(path)
      for (const hash of Object.values(version.files ?? {})) store.get(`file ${hash}`)
      return Object.assign(version, body)
    },
  ],
  [
    'POST',
    /^firebasehosting\.googleapis\.com\/v1beta1\/.*\/releases$/,
    ({ path, query }, _, store) => {
      store.get(path.replace(/\/releases$/, ''))
      const versionName = query.get('versionName')
      const version = versionName ? store.get(`firebasehosting.googleapis.com/v1beta1/${versionName}`) : {}
      if (versionName && version.status !== 'FINALIZED')
        refuse(400, 'FAILED_PRECONDITION', 'The version is not final.')
      return store.create(`${path}/${String(store.next()).padStart(9, '0')}`, { version })
    },
  ],
  [
    'GET',
    /^firebasehosting\.googleapis\.com\/v1beta1\/.*\/releases$/,
    ({ path }, _, store) => ({ releases: store.childrenOf(path).reverse().slice(0, 1) }),
  ],
]

/** Google answers 403 for a service that does not exist. */
export const endpointsRoutes: Route[] = [
  [
    'GET',
    /^servicemanagement\.googleapis\.com\/v1\/services\/[^/]+$/,
    ({ path }, _, store) =>
      store.resources.get(path) ??
      refuse(403, 'PERMISSION_DENIED', 'Service not found or permission denied.'),
  ],
  [
    'POST',
    /^servicemanagement\.googleapis\.com\/v1\/services$/,
    ({ path, body }, _, store) => {
      store.create(`${path}/${body.serviceName}`, body)
      return store.operation(path, body)
    },
  ],
  [
    'POST',
    /^(servicemanagement\.googleapis\.com\/v1\/services\/[^/]+\/configs):submit$/,
    ({ path, body }, [, configs], store) => {
      store.get(configs!.replace(/\/configs$/, ''))
      const verdict = store.resources.get('verdict on openapi.yaml')
      if (verdict) refuse(400, 'INVALID_ARGUMENT', verdict)
      const [file] = body.configSource.files
      const id = `2031-01-01r${store.childrenOf(configs!).length}`
      const config = store.create(`${configs}/${id}`, {
        id,
        sourceInfo: { sourceFiles: [{ fileContents: file.fileContents, filePath: file.filePath }] },
      })
      return store.operation(path, { serviceConfig: { id: config.id } })
    },
  ],
  [
    'GET',
    /^servicemanagement\.googleapis\.com\/v1\/services\/[^/]+\/configs$/,
    ({ path }, _, store) => ({
      serviceConfigs: store
        .childrenOf(path)
        .map(({ id }) => ({ id }))
        .reverse(),
    }),
  ],
  [
    'POST',
    /^servicemanagement\.googleapis\.com\/v1\/services\/[^/]+\/rollouts$/,
    ({ path, body }, _, store) => {
      store.create(`${path}/${String(store.next()).padStart(9, '0')}`, body)
      return store.operation(path, {})
    },
  ],
  [
    'GET',
    /^servicemanagement\.googleapis\.com\/v1\/services\/[^/]+\/rollouts$/,
    ({ path }, _, store) => ({ rollouts: store.childrenOf(path).reverse().slice(0, 1) }),
  ],
]
