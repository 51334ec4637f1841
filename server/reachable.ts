import { lookup as lookUp } from 'node:dns'
import { get } from 'node:http'
import { get as getSecurely } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** In milliseconds. */
const timeoutMs = 5_000

/** What is not reached from the internet: https://www.iana.org/assignments/iana-ipv4-special-registry and its twin for IPv6. */
const privateNetworks = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  privateNetworks.addSubnet(network, prefix)
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  privateNetworks.addSubnet(network, prefix, 'ipv6')

/** Whether an IP address belongs to the internet, and not to a machine or a network of ours. IPv4 within IPv6 counts as what it is. */
export const isPublic = (address: string): boolean => {
  const family = isIP(address)
  return family !== 0 && !privateNetworks.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** Looks a name up, and takes nothing for it that is not of the internet: the address is the one that is connected to. */
const publicLookup: LookupFunction = (hostname, options, answer) =>
  lookUp(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? []
    if (error || !first || !found.every(({ address }) => isPublic(address)))
      return answer(error ?? new Error('not of the internet'), '', 0)
    if (options.all) return answer(null, found)
    return answer(null, first.address, first.family)
  })

/**
 * Whether an address that others gave us answers within 5 seconds: with anything but a server's error. It follows no redirect and reads no
 * body.
 *
 * @param anywhere also within this machine and its network
 */
export const isReachable = (url: string, anywhere = false): Promise<boolean> =>
  new Promise((resolve) => {
    const { protocol, hostname } = new URL(url)
    const host = hostname.replace(/^\[|\]$/g, '')
    // A number is connected to without being looked up.
    if (!anywhere && isIP(host) && !isPublic(host)) return resolve(false)
    const options = {
      agent: false as const,
      signal: AbortSignal.timeout(timeoutMs),
      ...(!anywhere && { lookup: publicLookup }),
    }
    const request = (protocol === 'https:' ? getSecurely : get)(url, options, (response) => {
      resolve((response.statusCode ?? 500) < 500)
      response.destroy()
    })
    request.once('error', () => resolve(false))
  })
