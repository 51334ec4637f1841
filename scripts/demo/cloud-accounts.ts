import { awsKeys } from '../stack/aws-demo.ts'

/** What Olga has connected: the sandbox, and the simulated AWS where it runs. */
export const cloudAccounts = [
  { name: 'Sandbox', platform: 'sandbox', environment: 'sandbox', credentials: { kind: 'none' } },
  {
    name: 'Workshops on AWS',
    platform: 'aws',
    environment: 'dev',
    credentials: { kind: 'access-key', ...awsKeys.demo },
  },
] as const
