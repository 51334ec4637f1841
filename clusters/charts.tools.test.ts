import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Service, service } from '../contract/cluster-parts.ts'
import { redirectUrisOf } from '../domain/service-names.ts'

const folder = mkdtempSync(join(tmpdir(), 'labseat-charts-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The locals of services.tf without its providers: Terraform evaluates them without a download. */
const localsOf = (text: string) =>
  [...text.matchAll(/^locals \{\n.*?^\}/gms)]
    .map(([block]) => block)
    .join('\n\n')
    .replace(/random_password\.(\w+)\["([\w-]+)"\]\.result/g, '"$1 $2"')
    .replace('random_password.cookie[name].result', '"cookie"')
    .replaceAll('var.client_secret', '"client secret"')
    .replaceAll('var.service_token', '"service token"')

const read = (name: string) => readFileSync(join(import.meta.dirname, 'shared/apps', name), 'utf8')
cpSync(join(import.meta.dirname, 'shared/apps/hub'), join(folder, 'hub'), { recursive: true })
writeFileSync(join(folder, 'main.tf'), localsOf(read('services.tf')))
// The balancer's address is not known without Kubernetes.
const [ingressLocals = ''] = localsOf(read('ingress.tf')).split('\n\nlocals {\n  # AWS gives')
writeFileSync(join(folder, 'ingress.tf'), ingressLocals)
writeFileSync(
  join(folder, 'domain.tf'),
  localsOf(
    readFileSync(join(import.meta.dirname, 'aws/apps/domain.tf'), 'utf8').replace(
      /\$\{local\.role_prefix\}/,
      'arn',
    ),
  ),
)
const variables = ['services', 'region', 'domain', 'sign_in', 'acme_server', 'lab'].map(
  (name) => new RegExp(`^variable "${name}" \\{.*?^\\}`, 'ms').exec(read('variables.tf'))![0],
)
writeFileSync(join(folder, 'variables.tf'), `${variables.join('\n\n')}\n`)

const rendered = z.object({
  values: z.record(z.string(), z.record(z.string(), z.unknown())),
  charts: z.record(z.string(), z.object({ repository: z.url(), version: z.string() })),
  releases: z.array(z.string()),
  forwards: z.record(z.string(), z.object({ release: z.string(), service: z.string(), port: z.int() })),
  hosts: z.record(z.string(), z.string()),
  ingress: z.object({
    certificates: z.unknown(),
    ingress: z.unknown(),
    proxies: z.record(z.string(), z.unknown()),
  }),
})
const domain = {
  name: 'lab-abc123.labs.example.com',
  zone: 'labs.example.com',
  zone_id: 'Z123',
  allowed_ranges: ['203.0.113.0/24'],
}
const signIn = {
  issuer: 'https://api.labseat.test/v1/oidc',
  client_id: 'cluster-c1',
  owner_group: 'cluster:c1:owner',
}
const share = { memory_gb: 3, cores: 0.5, materials: 'https://github.com/jupyter/notebook#docs' }
/** What Terraform makes of services.tf and ingress.tf for these services. */
const render = (services: readonly Service[], withDomain?: typeof domain, lab?: typeof share) => {
  const expression =
    'jsonencode({ values = local.values, charts = local.charts, releases = local.releases, forwards = local.services, hosts = local.hosts, ingress = local.ingress_values })'
  const inputs = {
    services,
    region: 'eu-central-1',
    ...(withDomain && { domain: withDomain, sign_in: signIn }),
    ...(lab && { lab }),
  }
  const options = Object.entries(inputs).map(
    ([name, value]) => `-var=${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const output = execFileSync('terraform', ['console', ...options], {
    cwd: folder,
    input: expression,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  return rendered.parse(JSON.parse(JSON.parse(output)))
}

const image = z.strictObject({ repository: z.string(), tag: z.string().regex(/^\d/).optional() })
const legacy = z.strictObject({ security: z.strictObject({ allowInsecureImages: z.literal(true) }) })
const job = { useHelmHooks: z.literal(false), applyCustomEnv: z.literal(false) }
const password = z.string().startsWith('service ')
const key = z.string().startsWith('key ')

/**
 * The values that each chart reads, of the ones that we set. Helm ignores a value with a wrong name without a word.
 * Checked on 2026-11-28:
 * - JupyterHub 4.4.0 and MLflow 1.11.5: accepted by values.schema.yaml and values.schema.json of these versions.
 * - Superset 0.21.1: compared with values.yaml and values.schema.json of neighbouring versions.
 * - Airflow 1.22.0: compared with the release notes and with published values for 1.20 to 1.22. Its schema was not at hand.
 * - With a domain: Traefik 41.3.0 and cert-manager 1.21.1 compared with values.yaml and values.schema.json of these versions, oauth2-proxy
 *   10.7.0 with its values.yaml, `apiServerConfig` of Airflow with the chart's template.
 */
const readBy = {
  jupyterhub: z.strictObject({
    // The chart's default is LoadBalancer.
    proxy: z.strictObject({ service: z.strictObject({ type: z.literal('ClusterIP') }) }),
    prePuller: z.strictObject({ hook: z.strictObject({ enabled: z.literal(false) }) }),
    hub: z.strictObject({
      config: z.strictObject({
        JupyterHub: z.strictObject({ authenticator_class: z.literal('dummy') }),
        Authenticator: z.strictObject({ allow_all: z.literal(true) }),
        DummyAuthenticator: z.strictObject({ password }),
        // A person who loses the seat leaves the hub, and the work stays.
        KubeSpawner: z.strictObject({ delete_pvc: z.literal(false) }),
      }),
    }),
    singleuser: z.strictObject({
      profileList: z
        .array(
          z.strictObject({
            display_name: z.string(),
            slug: service,
            kubespawner_override: z.strictObject({
              image: z
                .string()
                .regex(/:\d+\.\d+\.\d+$/)
                .optional(),
              default_url: z.string().startsWith('/').optional(),
            }),
          }),
        )
        .max(2),
    }),
  }),
  mlflow: z.strictObject({
    global: legacy,
    strategy: z.strictObject({ type: z.literal('Recreate') }),
    flaskServerSecretKey: key,
    auth: z.strictObject({
      enabled: z.literal(true),
      adminUsername: z.literal('admin'),
      adminPassword: password,
    }),
    backendStore: z.strictObject({
      databaseMigration: z.literal(true),
      databaseConnectionCheck: z.literal(true),
    }),
    postgresql: z.strictObject({
      enabled: z.literal(true),
      image: image.required(),
      auth: z.strictObject({ username: z.string(), password: key }),
    }),
    artifactRoot: z.strictObject({
      proxiedArtifactStorage: z.literal(true),
      defaultArtifactsDestination: z.string().startsWith('/'),
    }),
    extraVolumes: z.array(
      z.strictObject({
        name: z.string(),
        persistentVolumeClaim: z.strictObject({ claimName: z.string() }),
      }),
    ),
    extraVolumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string() })),
    extraDeploy: z.array(
      z.strictObject({
        apiVersion: z.literal('v1'),
        kind: z.literal('PersistentVolumeClaim'),
        metadata: z.strictObject({ name: z.string() }),
        spec: z.strictObject({
          accessModes: z.tuple([z.literal('ReadWriteOnce')]),
          resources: z.strictObject({ requests: z.strictObject({ storage: z.string().regex(/^\d+Gi$/) }) }),
        }),
      }),
    ),
    serverAllowedHosts: z.array(z.string()).refine((hosts) => !hosts.includes('*')),
  }),
  airflow: z.strictObject({
    executor: z.literal('KubernetesExecutor'),
    apiSecretKey: key,
    jwtSecret: key,
    migrateDatabaseJob: z.strictObject(job),
    createUserJob: z.strictObject({
      ...job,
      defaultUser: z.strictObject({ username: z.literal('admin'), password }),
    }),
    postgresql: z.strictObject({ image }),
  }),
  superset: z.strictObject({
    global: legacy,
    postgresql: z.strictObject({ image }),
    redis: z.strictObject({ image }),
    bootstrapScript: z.string().startsWith('#!/bin/bash\n').includes('psycopg2-binary=='),
    extraSecretEnv: z.strictObject({ SUPERSET_SECRET_KEY: key }),
    init: z.strictObject({
      adminUser: z.strictObject({ username: z.literal('admin'), password }),
      jobAnnotations: z.strictObject({ 'helm.sh/hook': z.null(), 'helm.sh/hook-delete-policy': z.null() }),
    }),
  }),
} as const satisfies Record<string, z.ZodType>

const all = service.options
const everything = render(all)

test('every release sets only values that its chart reads', () => {
  expect(Object.keys(everything.values).sort()).toEqual(Object.keys(readBy).sort())
  for (const [name, schema] of Object.entries(readBy)) {
    const { error } = schema.safeParse(everything.values[name])
    expect(error && z.prettifyError(error), name).toBeUndefined()
  }
})

const named = render(all, domain)
const callback = z.string().regex(/^https:\/\/[a-z]+\.lab-abc123\.labs\.example\.com\/[a-z0-9/_-]+$/)

/** The values that the charts of a domain read, of the ones that we set. */
const readWithDomain = {
  certificates: z.strictObject({
    crds: z.strictObject({ enabled: z.literal(true), keep: z.literal(false) }),
    serviceAccount: z.strictObject({ annotations: z.record(z.string(), z.string()) }),
    podLabels: z.record(z.string(), z.string()),
  }),
  ingress: z.strictObject({
    deployment: z.strictObject({ replicas: z.int() }),
    global: z.strictObject({ checkNewVersion: z.literal(false), sendAnonymousUsage: z.literal(false) }),
    // The chart's default exposes port 80.
    ports: z.strictObject({
      web: z.strictObject({ expose: z.strictObject({ default: z.literal(false) }) }),
    }),
    service: z.strictObject({
      annotations: z.record(z.string(), z.string()),
      spec: z.strictObject({
        type: z.literal('LoadBalancer'),
        loadBalancerSourceRanges: z.tuple([z.literal('203.0.113.0/24')]),
      }),
    }),
    tlsOptions: z.strictObject({ default: z.strictObject({ minVersion: z.literal('VersionTLS12') }) }),
    tlsStore: z.strictObject({
      default: z.strictObject({ defaultCertificate: z.strictObject({ secretName: z.string() }) }),
    }),
    extraObjects: z.tuple([
      z.object({
        kind: z.literal('ClusterIssuer'),
        spec: z.object({
          acme: z.object({
            server: z.literal('https://acme-v02.api.letsencrypt.org/directory'),
            solvers: z.tuple([
              z.strictObject({
                dns01: z.strictObject({
                  route53: z.strictObject({
                    region: z.literal('eu-central-1'),
                    hostedZoneID: z.literal('Z123'),
                  }),
                }),
              }),
            ]),
          }),
        }),
      }),
      z.object({
        kind: z.literal('Certificate'),
        spec: z.object({ dnsNames: z.tuple([z.literal('*.lab-abc123.labs.example.com')]) }),
      }),
    ]),
  }),
  proxy: z.strictObject({
    config: z.strictObject({
      clientID: z.literal('cluster-c1'),
      clientSecret: z.literal('client secret'),
      cookieSecret: z.literal('cookie'),
      upstreams: z.tuple([z.string().regex(/^http:\/\/[a-z-]+\.[a-z]+\.svc\.cluster\.local:\d+$/)]),
    }),
    extraArgs: z.looseObject({
      provider: z.literal('oidc'),
      'oidc-issuer-url': z.literal(signIn.issuer),
      'redirect-url': callback,
      'code-challenge-method': z.literal('S256'),
      'cookie-refresh': z.literal('4m'),
      'cookie-secure': z.literal(true),
    }),
  }),
}

test('with a domain there is one load balancer with HTTPS only, for the allowed ranges', () => {
  for (const name of ['certificates', 'ingress'] as const) {
    const { error } = readWithDomain[name].safeParse(named.ingress[name])
    expect(error && z.prettifyError(error), name).toBeUndefined()
  }
  const { ingress } = render(all, { ...domain, allowed_ranges: [] })
  expect(ingress.ingress).toMatchObject({ service: { spec: { type: 'LoadBalancer' } } })
  expect(JSON.stringify(ingress.ingress)).not.toContain('loadBalancerSourceRanges')
  expect(JSON.stringify(named.values)).not.toMatch(/LoadBalancer|NodePort|ExternalName|hostNetwork|hostPort/)
})

test('with a domain people sign in with Labseat, and return to addresses that the client has', () => {
  expect(Object.keys(named.ingress.proxies).sort()).toEqual(['airflow', 'mlflow', 'superset'])
  for (const [name, proxy] of Object.entries(named.ingress.proxies)) {
    const { error } = readWithDomain.proxy.safeParse(proxy)
    expect(error && z.prettifyError(error), name).toBeUndefined()
  }
  const text = JSON.stringify(named)
  const registered = redirectUrisOf({ name: 'lab-abc123', domain })
  const returning = [...text.matchAll(/https:\/\/[^"\\]+(?:oauth2\/callback|hub\/oauth_callback)/g)]
  expect(returning).toHaveLength(4)
  for (const [uri] of returning) expect(registered).toContain(uri)
  expect(Object.values(named.hosts)).toContain('superset.lab-abc123.labs.example.com')
  // No password opens a service that the internet reaches.
  expect(named.values.jupyterhub).not.toMatchObject({ hub: { config: { DummyAuthenticator: {} } } })
  expect(named.values.mlflow).toMatchObject({ auth: { enabled: false } })
  // These two become ConfigMaps or are read by people.
  expect(JSON.stringify(named.values.airflow)).not.toContain('client secret')
})

test('a lab gives each server the share of a seat, the materials and the script that clones them', () => {
  const { jupyterhub } = render(['jupyterhub'], domain, share).values
  const file = z.strictObject({ mountPath: z.string().startsWith('/etc/labseat/'), stringData: z.string() })
  const values = z
    .strictObject({
      proxy: z.unknown(),
      prePuller: z.unknown(),
      hub: z.strictObject({
        config: z.looseObject({}),
        services: z.strictObject({ labseat: z.strictObject({ apiToken: z.literal('service token') }) }),
        loadRoles: z.strictObject({
          labseat: z.strictObject({ scopes: z.array(z.string()), services: z.tuple([z.literal('labseat')]) }),
        }),
        extraFiles: z.record(z.string(), file),
        extraConfig: z.strictObject({ labseat: z.string() }),
      }),
      singleuser: z.strictObject({
        profileList: z.array(z.unknown()),
        memory: z.strictObject({ limit: z.literal('3G'), guarantee: z.literal('3G') }),
        cpu: z.strictObject({ limit: z.literal(0.5), guarantee: z.literal(0.5) }),
        extraEnv: z.strictObject({ LABSEAT_MATERIALS: z.literal(share.materials), JUPYTER_PATH: z.string() }),
        extraFiles: z.record(z.string(), file),
        lifecycleHooks: z.strictObject({
          postStart: z.strictObject({ exec: z.strictObject({ command: z.array(z.string()) }) }),
        }),
      }),
    })
    .parse(jupyterhub)
  const { command } = values.singleuser.lifecycleHooks.postStart.exec
  const [script] = /\/etc\/labseat\/\S+\.py/.exec(command.at(-1)!)!
  expect(Object.values(values.singleuser.extraFiles).map(({ mountPath }) => mountPath)).toContain(script)
  expect(command.at(-1)).toMatch(/\|\| true$/)
  expect(values.hub.config).toMatchObject({ GenericOAuthenticator: { username_claim: 'sub' } })
})

test('without a domain nothing signs in elsewhere', () => {
  expect(everything.ingress.proxies).toEqual({})
  expect(JSON.stringify(everything.values)).not.toMatch(/oauth|client secret/i)
})

test('no service leaves the cluster', () => {
  const text = JSON.stringify(everything.values)
  expect(text).not.toMatch(/LoadBalancer|NodePort|ExternalName|hostNetwork|hostPort/)
  expect(everything.values.jupyterhub).toMatchObject({ proxy: { service: { type: 'ClusterIP' } } })
})

test('every chart has one exact version and comes over HTTPS', () => {
  for (const [name, { repository, version }] of Object.entries(everything.charts)) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
    expect(repository, name).toMatch(/^https:/)
  }
})

test('what MLflow stores is on volumes, and its artefacts are where it looks for them', () => {
  const mlflow = readBy.mlflow.parse(everything.values.mlflow)
  const [claim] = mlflow.extraDeploy
  const [volume] = mlflow.extraVolumes
  const [mount] = mlflow.extraVolumeMounts
  expect(volume!.persistentVolumeClaim.claimName).toBe(claim!.metadata.name)
  expect(mount).toEqual({ name: volume!.name, mountPath: mlflow.artifactRoot.defaultArtifactsDestination })
  expect(mlflow.serverAllowedHosts).toEqual(expect.arrayContaining(['localhost:*', 'mlflow.mlflow']))
})

describe.each(all.map((name) => [name]))('with only %s', (name) => {
  const { releases, values, forwards } = render([name])
  test('its release is the only one', () => {
    expect(releases).toEqual([forwards[name]!.release])
  })
  test('JupyterHub offers no server of a service that was not chosen', () => {
    const { singleuser } = readBy.jupyterhub.parse(values.jupyterhub)
    expect(singleuser.profileList.map(({ slug }) => slug)).toEqual(
      ['jupyterhub', 'vscode'].filter((other) => other === name),
    )
  })
})

test('JupyterHub and VS Code share a release, so each person has one volume', () => {
  const { releases, values } = render(['vscode', 'jupyterhub'])
  expect(releases).toEqual(['jupyterhub'])
  const { singleuser } = readBy.jupyterhub.parse(values.jupyterhub)
  expect(singleuser.profileList.map(({ slug }) => slug)).toEqual(['jupyterhub', 'vscode'])
})

test('a failed service does not remove the others', () => {
  const release = read('services.tf').match(/^resource "helm_release" .*?^\}/ms)![0]
  expect(release).toMatch(/^ {2}wait +=\s+false$/m)
  expect(release).not.toMatch(/^ {2}(atomic|cleanup_on_fail|depends_on)/m)
})
