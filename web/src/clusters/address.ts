/** Splits `module.vpc.aws_subnet.public[0]` into the module and the rest of the address. */
export const splitAddress = (address: string): [module: string, rest: string] => {
  const [module = ''] = /^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)+/.exec(address) ?? []
  return [module.replace(/\.$/, ''), address.slice(module.length)]
}
