import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { awsSimulations, minimalPolicy, neededPermissions, roleTemplate } from './cloud-permissions.ts'

const conditions = z.partialRecord(
  z.enum(['StringEquals', 'StringLike', 'ArnLike']),
  z.record(z.string(), z.union([z.string(), z.array(z.string())])),
)
const document = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(
    z.strictObject({
      Sid: z.string().regex(/^[A-Za-z0-9]+$/),
      Effect: z.literal('Allow'),
      Action: z.array(z.string().regex(/^[a-z0-9]+:[A-Za-z]+$/)).min(1),
      Resource: z.string(),
      Condition: conditions.optional(),
    }),
  ),
})
type Document = z.infer<typeof document>
type Request = { action: string; resource?: string; context?: Record<string, string> }

const matches = (pattern: string, text: string) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(text)
/** As AWS evaluates identity policies: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
const allows = ({ Statement }: Document, { action, resource = '*', context = {} }: Request): boolean =>
  Statement.some(
    ({ Action, Resource, Condition = {} }) =>
      Action.includes(action) &&
      matches(Resource, resource) &&
      Object.entries(Condition).every(([operator, keys]) =>
        Object.entries(keys).every(([key, values]) => {
          const value = context[key]
          const test = operator === 'StringEquals' ? (text: string) => text === value : undefined
          return value !== undefined && [values].flat().some(test ?? ((text) => matches(text, value)))
        }),
      ),
  )

const account = '123456789012'
const role = `arn:aws:iam::${account}:role/labseat/lab-abc123-cluster`
const boundary = { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/PowerUserAccess' }
const policyOf = (name: string) => ({ 'iam:PolicyARN': `arn:aws:iam::aws:policy/${name}` })
const template = z
  .object({
    Resources: z.object({
      LabseatRole: z.object({
        Properties: z.object({ Policies: z.tuple([z.object({ PolicyDocument: document })]) }),
      }),
    }),
  })
  .transform(({ Resources }) => Resources.LabseatRole.Properties.Policies[0].PolicyDocument)

const policies = {
  'the policy to copy': document.parse(JSON.parse(minimalPolicy('aws', neededPermissions.aws, account))),
  'the template of a role': template.parse(JSON.parse(roleTemplate('labseat', 'arn:aws:iam::1:root', 'id'))),
}

describe.each(Object.entries(policies))('%s', (_, policy) => {
  test.each<[string, Request]>([
    ['a role without a boundary', { action: 'iam:CreateRole', resource: role }],
    [
      'a role with the boundary AdministratorAccess',
      {
        action: 'iam:CreateRole',
        resource: role,
        context: { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' },
      },
    ],
    [
      'a role with a boundary that its holder wrote',
      {
        action: 'iam:CreateRole',
        resource: role,
        context: { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/PowerUserAccess` },
      },
    ],
    [
      'a role outside the path',
      { action: 'iam:CreateRole', resource: `arn:aws:iam::${account}:role/admin`, context: boundary },
    ],
    ...['AdministratorAccess', 'IAMFullAccess', 'PowerUserAccess', 'AmazonEKSClusterPolicy2'].map(
      (name): [string, Request] => [
        `${name} for a role of a cluster`,
        { action: 'iam:AttachRolePolicy', resource: role, context: { ...boundary, ...policyOf(name) } },
      ],
    ),
    [
      'a policy of its holder for a role of a cluster',
      {
        action: 'iam:AttachRolePolicy',
        resource: role,
        context: {
          ...boundary,
          'iam:PolicyARN': `arn:aws:iam::${account}:policy/AmazonEKSClusterPolicy`,
        },
      },
    ],
    [
      'a policy for a role without a boundary',
      { action: 'iam:AttachRolePolicy', resource: role, context: policyOf('AmazonEKSClusterPolicy') },
    ],
    [
      'a policy for a role of somebody else',
      {
        action: 'iam:AttachRolePolicy',
        resource: `arn:aws:iam::${account}:role/admin`,
        context: { ...boundary, ...policyOf('AmazonEKSClusterPolicy') },
      },
    ],
    ...['lambda.amazonaws.com', 'cloudformation.amazonaws.com', 'ecs-tasks.amazonaws.com'].map(
      (name): [string, Request] => [
        `a role of a cluster for ${name}`,
        { action: 'iam:PassRole', resource: role, context: { 'iam:PassedToService': name } },
      ],
    ),
    [
      'a role of somebody else for a machine',
      {
        action: 'iam:PassRole',
        resource: `arn:aws:iam::${account}:role/admin`,
        context: { 'iam:PassedToService': 'ec2.amazonaws.com' },
      },
    ],
    [
      'a service role of another service',
      { action: 'iam:CreateServiceLinkedRole', context: { 'iam:AWSServiceName': 'sso.amazonaws.com' } },
    ],
    [
      'an identity provider that is not EKS',
      {
        action: 'iam:CreateOpenIDConnectProvider',
        resource: `arn:aws:iam::${account}:oidc-provider/attacker.test`,
      },
    ],
    [
      'the logs of somebody else',
      {
        action: 'logs:DeleteLogGroup',
        resource: `arn:aws:logs:us-east-1:${account}:log-group:/aws/cloudtrail`,
      },
    ],
    [
      'the role of somebody else',
      { action: 'iam:DeleteRole', resource: `arn:aws:iam::${account}:role/admin` },
    ],
    ...[
      'iam:PutRolePolicy',
      'iam:UpdateAssumeRolePolicy',
      'iam:DeleteRolePermissionsBoundary',
      'iam:PutRolePermissionsBoundary',
      'iam:CreatePolicy',
      'iam:CreatePolicyVersion',
      'iam:CreateUser',
      'iam:CreateAccessKey',
      'iam:AttachUserPolicy',
      'iam:AddRoleToInstanceProfile',
      'sts:AssumeRole',
    ].map((action): [string, Request] => [action, { action, resource: role, context: boundary }]),
  ])('does not allow %s', (_, request) => {
    expect(allows(policy, request)).toBe(false)
  })

  test('allows everything that a cluster needs, in every partition', () => {
    for (const partition of ['aws', 'aws-cn', 'aws-us-gov']) {
      const simulations = awsSimulations(partition, account)
      expect(simulations.flatMap(({ actions }) => actions).sort()).toEqual([...neededPermissions.aws].sort())
      for (const { actions, resource, context } of simulations)
        for (const action of actions)
          expect(allows(policy, { action, resource, context }), `${partition} ${action}`).toBe(true)
    }
  })
})

const modules = ['cluster', 'apps']
  .map((stage) => join(import.meta.dirname, '../clusters/aws', stage))
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.tf'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  )
  .join('\n')

test('the modules create and attach only what the policy allows', () => {
  const created = [...modules.matchAll(/^resource "aws_iam_role" .*?^\}/gms)].map(([block]) => block)
  expect(created.length).toBeGreaterThan(0)
  for (const block of created) {
    expect(block).toMatch(/^ {2}path += local\.role_path$/m)
    expect(block).toMatch(/^ {2}permissions_boundary += local\.boundary$/m)
  }
  const attached = [...new Set(modules.match(/\bAmazon[A-Z]\w+|\bAutoScaling\w+/g))]
  expect(attached.length).toBeGreaterThan(3)
  for (const name of attached) {
    const path = modules.includes(`service-role/${name}`) ? `service-role/${name}` : name
    const request = {
      action: 'iam:AttachRolePolicy',
      resource: role,
      context: { ...boundary, ...policyOf(path) },
    }
    expect(allows(policies['the policy to copy'], request), path).toBe(true)
  }
})

test('the modules work in every partition', () => {
  expect(modules).not.toMatch(/arn:aws[:-]/)
})

test('a policy for few missing permissions is as strict', () => {
  const policy = document.parse(
    JSON.parse(minimalPolicy('aws', ['iam:CreateRole', 'ec2:CreateVpc'], account)),
  )
  expect(policy.Statement.map(({ Action }) => Action)).toEqual([['ec2:CreateVpc'], ['iam:CreateRole']])
  expect(allows(policy, { action: 'iam:CreateRole', resource: role })).toBe(false)
  expect(allows(policy, { action: 'iam:CreateRole', resource: role, context: boundary })).toBe(true)
})

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space does not count. */
test('the policy fits into a customer managed policy of AWS', () => {
  expect(minimalPolicy('aws', neededPermissions.aws, account).replace(/\s/g, '').length).toBeLessThan(6144)
})
