import type { ClusterDomain } from '../contract/cluster-domain.ts'

type Named = { name: string; domain: Pick<ClusterDomain, 'zone'> }

/** The name of a cluster, below which each service has a name. The suffix of the cluster's name makes it unique in the zone. */
export const domainNameOf = ({ name, domain }: Named): string => `${name}.${domain.zone}`

/** Paths to which a browser returns after a sign-in, by release: clusters/shared/apps. JupyterHub starts VS Code. */
const redirectPaths = {
  jupyterhub: ['/hub/oauth_callback'],
  mlflow: ['/oauth2/callback'],
  // The proxy before the service, and the service itself.
  airflow: ['/oauth2/callback', '/auth/oauth-authorized/labseat'],
  superset: ['/oauth2/callback', '/oauth-authorized/labseat'],
}

/** The exact addresses to which people return after a sign-in. All services have theirs, because a change may add services later. */
export const redirectUrisOf = (cluster: Named): string[] =>
  Object.entries(redirectPaths).flatMap(([release, paths]) =>
    paths.map((path) => `https://${release}.${domainNameOf(cluster)}${path}`),
  )
