/** `module.vpc.aws_subnet.public[0]`: the module, and what it is there. */
export const splitAddress = (address: string): [module: string, rest: string] => {
  const [module = ''] = /^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)+/.exec(address) ?? []
  return [module.replace(/\.$/, ''), address.slice(module.length)]
}
