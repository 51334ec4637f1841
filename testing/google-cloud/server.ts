import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { endpointsRoutes, firebaseRoutes, firestoreRoutes } from './firebase.ts'
import {
  billingAccount,
  isEnabled,
  monitoringRoutes,
  projectRoutes,
  runRoutes,
  storageRoutes,
} from './routes.ts'
import { type Call, createStore, type Json, Refusal, type Route, refuse, type Store } from './store.ts'

/** Methods that most APIs share, for what has no route. */
const usualRoutes: Route[] = [
  [
    'GET',
    /\/operations\/\d+$/,
    ({ path }, _, { operations }) => operations.get(path) ?? refuse(404, 'NOT_FOUND', path),
  ],
  ['GET', /./, ({ path }, _, store) => store.get(path)],
  [
    'DELETE',
    /./,
    ({ path }, _, store) => {
      store.get(path)
      for (const map of [store.resources, store.policies])
        for (const key of map.keys()) if (key === path || key.startsWith(`${path}/`)) map.delete(key)
      return path.startsWith('run.') ? store.operation(path, {}) : {}
    },
  ],
  [
    'POST',
    /./,
    ({ path, query, body }, _, store) => {
      const id =
        [...query].find(([name]) => name.endsWith('Id'))?.[1] ??
        refuse(400, 'INVALID_ARGUMENT', `POST ${path} has no id.`)
      const created = store.create(`${path}/${id}`, { ...body, name: store.nameOf(`${path}/${id}`) })
      return /^(artifactregistry|firestore)\./.test(path) ? store.operation(path, created) : created
    },
  ],
  [
    'PATCH',
    /./,
    ({ path, query, body }, _, store) => {
      const mask = query.get('updateMask')?.split(',') ?? Object.keys(body)
      return Object.assign(store.get(path), Object.fromEntries(mask.map((field) => [field, body[field]])))
    },
  ],
]
const routes = [
  ...projectRoutes,
  ...storageRoutes,
  ...monitoringRoutes,
  ...runRoutes,
  ...firestoreRoutes,
  ...firebaseRoutes,
  ...endpointsRoutes,
  ...usualRoutes,
]

const readCall = async (request: IncomingMessage): Promise<Call> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  const [path = '', query] = request.url!.slice(1).split('?')
  const isJson = request.headers['content-type'] === 'application/json' && bytes.length > 0
  return {
    method: request.method!,
    path,
    query: new URLSearchParams(query),
    body: isJson ? JSON.parse(bytes.toString()) : undefined,
    bytes,
  }
}

const isReading = ({ method, path }: Call) => method === 'GET' || path.endsWith(':getIamPolicy')

const answer = (store: Store, call: Call): Json => {
  const api = call.path.split('/')[0]!.replace('upload-', '')
  if (api !== 'serviceusage.googleapis.com' && !isEnabled(store, api))
    refuse(403, 'SERVICE_DISABLED', `${api} is not enabled.`)
  for (const [method, pattern, handle] of routes) {
    const match = method === call.method ? pattern.exec(call.path) : null
    if (match) return handle(call, match, store)
  }
  return refuse(404, 'NOT_FOUND', `${call.method} ${call.path}`)
}

/**
 * A double of the Google APIs that a deployment calls, for one project. It checks what Google checks: whether an API is on, and whether the
 * accounts, images, secrets and topics that a request names exist.
 */
export const startGoogleDouble = async () => {
  const store = createStore()
  const changes: string[] = []
  let interruption: { at: number; isLost: boolean } | undefined

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const call = await readCall(request)
    const send = (status: number, body: Json) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    const sendInterruption = () =>
      send(418, { error: { status: 'INTERRUPTED', message: 'the deployment was interrupted' } })
    try {
      if (isReading(call)) return send(200, answer(store, call))
      const isOver = interruption && changes.length >= interruption.at
      if (isOver && (!interruption!.isLost || changes.length > interruption!.at)) return sendInterruption()
      const body = answer(store, call)
      changes.push(`${call.method} ${call.path}`)
      // The change is made, and its answer never arrives.
      if (isOver) return sendInterruption()
      send(200, body)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      send(error.status, {
        error: { status: error.reason, message: error.message, details: [{ reason: error.reason }] },
      })
    }
  }
  const server = createServer((request, response) => void respond(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    store,
    /** `METHOD path` of each change since the start or `forget`. */
    changes,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    linkBilling: () =>
      store.resources.set('billing', { billingEnabled: true, billingAccountName: billingAccount }),
    forget: () => changes.splice(0),
    /** Service Management takes no more openapi.yaml. */
    refuseConfigurations: (verdict: string) => store.resources.set('verdict on openapi.yaml', verdict),
    /** From the change with this number on nothing gets through. @param isLost the first such change is made all the same */
    interruptAt: (at: number, isLost: boolean) => {
      interruption = { at, isLost }
    },
    resume: () => {
      interruption = undefined
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
export type GoogleDouble = Awaited<ReturnType<typeof startGoogleDouble>>
