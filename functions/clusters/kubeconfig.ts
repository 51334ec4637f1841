import { type ClusterDocument, clustersKubeconfig } from '../../contract/clusters.ts'
import { clusterFor } from '../../server/clusters/cluster.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The tool of each platform that gives kubectl short-lived tokens: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
const execOf = ({ platform, name, region }: ClusterDocument) => {
  const apiVersion = 'client.authentication.k8s.io/v1'
  if (platform === 'aws')
    return {
      apiVersion,
      command: 'aws',
      args: ['eks', 'get-token', '--cluster-name', name, '--region', region],
      interactiveMode: 'Never',
    }
  if (platform === 'azure')
    return {
      apiVersion,
      command: 'kubelogin',
      args: ['get-token', '--login', 'azurecli', '--server-id', '6dae42f8-4368-4678-94ff-3960e28e3630'],
      interactiveMode: 'IfAvailable',
    }
  return {
    apiVersion,
    command: 'gke-gcloud-auth-plugin',
    interactiveMode: 'IfAvailable',
    provideClusterInfo: true,
  }
}

/** The kubeconfig is JSON, which is also valid YAML. */
export default endpoint(clustersKubeconfig, async ({ params, caller }) => {
  const { cluster } = await clusterFor(params.clusterId, caller)
  if (!cluster.endpoint || cluster.platform === 'sandbox')
    throw new Problem(
      'no-endpoint',
      cluster.platform === 'sandbox' ? 'A sandbox has no Kubernetes.' : 'Wait until the cluster is ready.',
    )
  const { name } = cluster
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name,
        cluster: { server: cluster.endpoint, 'certificate-authority-data': cluster.certificateAuthority },
      },
    ],
    users: [{ name, user: { exec: execOf(cluster) } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  }
  return json(200, { kubeconfig: `${JSON.stringify(kubeconfig, null, 2)}\n` })
})
