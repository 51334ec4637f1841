import { lookup as lookUpName } from 'node:dns'
import { get } from 'node:http'
import { get as getSecurely } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const timeoutMs = 5_000

/** Addresses that are not on the internet: https://www.iana.org/assignments/iana-ipv4-special-registry and its twin for IPv6. */
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

/** Whether an IP address is on the internet and not in a private network. An IPv4 address inside IPv6 counts as IPv4. */
export const isPublic = (address: string): boolean => {
  const family = isIP(address)
  return family !== 0 && !privateNetworks.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** Looks up a name and fails if an address is private. The connection uses the checked address, so DNS can't change it in between. */
export const publicLookup: LookupFunction = (hostname, options, done) =>
  lookUpName(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first || !addresses.every(({ address }) => isPublic(address)))
      return done(error ?? new Error('not of the internet'), '', 0)
    if (options.all) return done(null, addresses)
    return done(null, first.address, first.family)
  })

/**
 * Whether a URL that people entered responds within 5 seconds, and not with a server error. It follows no redirect and reads no body.
 *
 * @param allowPrivate also allows addresses in this machine's network
 */
export const isReachable = (url: string, allowPrivate = false): Promise<boolean> =>
  new Promise((resolve) => {
    const { protocol, hostname } = new URL(url)
    const host = hostname.replace(/^\[|\]$/g, '')
    // An IP address needs no lookup, so the lookup's check would not run.
    if (!allowPrivate && isIP(host) && !isPublic(host)) return resolve(false)
    const options = {
      agent: false as const,
      signal: AbortSignal.timeout(timeoutMs),
      ...(!allowPrivate && { lookup: publicLookup }),
    }
    const request = (protocol === 'https:' ? getSecurely : get)(url, options, (response) => {
      resolve((response.statusCode ?? 500) < 500)
      response.destroy()
    })
    request.once('error', () => resolve(false))
  })
