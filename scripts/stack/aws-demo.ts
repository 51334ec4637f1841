import { neededPermissions } from '../../domain/cloud-permissions.ts'
import { labseat } from './clouds/demo.ts'

/** The identities of the simulated AWS (simulated_aws.py). Their keys work nowhere else. */
export const labseatAccount = '210987654321'
export const customerAccount = '123456789012'

/** Labseat's own role, which a customer's role trusts. */
export const labseatRole = `arn:aws:iam::${labseatAccount}:role/labseat-hub`
/** Labseat's own service account, as Google's tokens name it. */
export const labseatSubject = labseat.uniqueId
export const audience = 'labseat-aws'

/** A customer's role. It trusts nobody until a trust policy with an external id is set. */
export const customerRole = `arn:aws:iam::${customerAccount}:role/labseat`
export const stateBucket = 'labseat-demo-state'

const allow = (...actions: string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
})
const everything = allow(...neededPermissions.aws)
const key = (id: string, secret: string) => ({
  accessKeyId: id,
  secretAccessKey: `simulated/${secret}/`.padEnd(40, '0'),
})

/** Keys of users, named after the user's special case. */
export const awsKeys = {
  demo: key('AKIALABSEATDEMO00001', 'demo'),
  /** May only use S3 and simulate policies. */
  limited: key('AKIALABSEATLIMITED01', 'limited'),
  /** May not even read its own permissions. */
  silent: key('AKIALABSEATSILENT001', 'silent'),
  inactive: key('AKIALABSEATINACTIVE1', 'inactive'),
  admin: key('AKIALABSEATADMIN0001', 'admin'),
  expired: { ...key('ASIALABSEATEXPIRED01', 'expired'), sessionToken: 'simulated/expired/'.padEnd(60, '0') },
  session: { ...key('ASIALABSEATSESSION01', 'session'), sessionToken: 'simulated/session/'.padEnd(60, '0') },
} as const

/** The permissions of the limited user. */
export const limited = neededPermissions.aws.filter((name) => /^s3:|^iam:Simulate/.test(name))
const user = (name: keyof typeof awsKeys, policy: unknown, extra = {}) => ({
  account: customerAccount,
  name: `labseat-${name}`,
  policy,
  ...awsKeys[name],
  ...extra,
})

export const awsSeed = {
  users: [
    user('demo', everything),
    user('limited', allow(...limited)),
    user('silent', allow('s3:ListAllMyBuckets', 'ec2:DescribeRegions', 'ec2:CreateVpc')),
    user('inactive', everything, { status: 'Inactive' }),
    user('admin', allow('*')),
  ],
  roles: [
    {
      account: labseatAccount,
      name: 'labseat-hub',
      policy: allow('sts:AssumeRole'),
      trust: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: 'accounts.google.com' },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: {
                'accounts.google.com:sub': labseatSubject,
                'accounts.google.com:oaud': audience,
              },
            },
          },
        ],
      },
    },
    {
      account: customerAccount,
      name: 'labseat',
      policy: everything,
      trust: { Version: '2012-10-17', Statement: [] },
    },
  ],
  sessions: [
    { ...awsKeys.session, roleArn: customerRole, seconds: 30 * 24 * 3600 },
    { ...awsKeys.expired, roleArn: customerRole, seconds: -1 },
  ],
  buckets: [{ account: customerAccount, name: stateBucket }],
}
