import { join } from 'node:path'
import { awsSeed } from './aws-demo.ts'
import { portsOf, type StackName } from './ports.ts'
import { type Part, startPart } from './processes.ts'

/** Starts AWS with a Python that has moto: S3, EC2 and EKS on a port without permission checks, STS and IAM on a port with them. */
export function startAws(name: StackName, folder: string, python: string): Part {
  const ports = portsOf(name)
  const open = String(ports['simulated AWS'])
  const checked = String(ports['simulated AWS identities'])
  return startPart('simulated AWS', python, [join(import.meta.dirname, 'simulated_aws.py'), open, checked], {
    log: join(folder, 'aws.log'),
    // A person's own AWS settings could lead moto to the real AWS.
    env: {
      // Terraform attaches them to the roles of a cluster.
      MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
      // Not in a file, because no file of a stack may hold keys.
      SEED: JSON.stringify(awsSeed),
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  })
}
