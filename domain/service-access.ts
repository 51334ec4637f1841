import type { Service } from '../contract/cluster-parts.ts'
import type { ServiceForward } from '../contract/clusters.ts'

/** Ports on a person's computer. They differ, so that several services can be open at once. VS Code and JupyterHub are one service. */
const localPorts = {
  vscode: 8000,
  jupyterhub: 8000,
  mlflow: 5000,
  airflow: 8080,
  superset: 8088,
} as const satisfies Record<Service, number>

/** The command that makes a service reachable at `localUrl` while it runs. */
export const forwardCommand = (service: Service, { namespace, service: target, port }: ServiceForward) =>
  `kubectl port-forward -n ${namespace} service/${target} ${localPorts[service]}:${port}`

export const localUrl = (service: Service) => `http://localhost:${localPorts[service]}`

/** The command that prints the user name and the password of a service. Both are stored only in the cluster (clusters/shared/apps/services.tf). */
export const passwordCommand = ({ namespace }: ServiceForward) =>
  `kubectl get secret labseat-access -n ${namespace} -o go-template='{{.data.username | base64decode}} {{.data.password | base64decode}}'`
