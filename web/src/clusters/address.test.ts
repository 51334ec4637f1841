import { expect, test } from 'vitest'
import { splitAddress } from './address.ts'

test.each([
  ['aws_vpc.this', '', 'aws_vpc.this'],
  ['module.vpc.aws_subnet.public[0]', 'module.vpc', 'aws_subnet.public[0]'],
  [
    'module.eks.module.group["a.b"].aws_eks_node_group.this[0]',
    'module.eks.module.group["a.b"]',
    'aws_eks_node_group.this[0]',
  ],
])('%s is split into its module and its resource', (address, module, resource) =>
  expect(splitAddress(address)).toEqual([module, resource]),
)
