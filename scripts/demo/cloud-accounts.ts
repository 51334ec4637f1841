import { awsKeys } from '../stack/aws-demo.ts'

/** Olga's accounts: the sandbox, and the simulated AWS if it runs. */
export const cloudAccounts = [
  { name: 'Sandbox', platform: 'sandbox', environment: 'sandbox', credentials: { kind: 'none' } },
  {
    name: 'Workshops on AWS',
    platform: 'aws',
    environment: 'dev',
    credentials: { kind: 'access-key', ...awsKeys.demo },
  },
] as const
