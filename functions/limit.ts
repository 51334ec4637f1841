import type { IncomingHttpHeaders } from 'node:http'
import { isIP, isIPv6 } from 'node:net'
import { type CountedLimit, limits } from '../contract/limits.ts'
import { clientAddressHeader, type Operation } from '../contract/operation.ts'
import { config } from '../server/config.ts'
import type { Log } from '../server/log.ts'
import { countEverywhere, instanceCounter, rateLimited } from '../server/rate-limit.ts'

/** The first 64 bits of an IPv6 address. A subscriber has at least one /64 network and can use every address in it. */
const networkOf = (from: string): string => {
  const address = from.replace(/^::ffff:(?=[\d.]+$)/i, '')
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const groups = (text: string) => text.split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  const whole = [...groups(head), ...Array(Math.max(0, missing)).fill('0'), ...groups(tail ?? '')]
  return whole
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}

/**
 * The client's address, as the gateway (ESPv2) states it in a header that replaces a client's own copy. X-Forwarded-For does not count:
 * a client writes its beginning, and how many entries Google's proxies append is not documented. Locally there is no gateway, so it is
 * the last entry of X-Forwarded-For or the connection's address.
 *
 * @returns undefined if the gateway states no address
 */
export const addressOf = (
  headers: IncomingHttpHeaders,
  connection: string | undefined,
  isLocal = config.emulated,
): string | undefined => {
  if (isLocal) {
    const forwarded = String(headers['x-forwarded-for'] ?? '')
    return networkOf(forwarded.split(',').at(-1)?.trim() || connection || 'unknown')
  }
  const stated = headers[clientAddressHeader]
  return typeof stated === 'string' && isIP(stated) !== 0 ? networkOf(stated) : undefined
}

const countHere = instanceCounter()

type Counted = 'person' | 'address'
const reasons: Record<Counted, string> = {
  person: 'You did this too often.',
  address: 'Your network address did this too often.',
}

/** An operation, or a route of a protocol. */
type Limited = Pick<Operation, 'id' | 'limit'>

/** @throws Problem `rate-limited` */
const count = async (
  { id }: Limited,
  limit: CountedLimit,
  by: Counted,
  who: string,
  log: Log,
): Promise<void> => {
  const scaled = { max: limit.max * config.limitFactor, seconds: limit.seconds }
  // Separate keys, because a client could state an address that is also a person's id.
  const what = by === 'person' ? `${id} by person` : id
  const waitMs = limit.everywhere
    ? await countEverywhere(what, who, scaled, log)
    : countHere.take(what, who, scaled)
  if (waitMs > 0) throw rateLimited(waitMs, reasons[by])
}

/** Applies the operation's limit for an address, before the caller is known. @throws Problem `rate-limited` */
export const limitAddress = async (
  operation: Limited,
  address: string | undefined,
  log: Log,
): Promise<void> => {
  if (operation.limit === 'none') return
  const limit: CountedLimit = limits[operation.limit].address
  if (address) return count(operation, limit, 'address', address, log)
  // One bucket for everybody would refuse everybody, so the limit is off while the gateway states no address.
  if (limit.everywhere)
    log('ERROR', 'The gateway stated no client address, so a limit does not count.', { id: operation.id })
}

/** Applies the operation's limit for a person. @throws Problem `rate-limited` */
export const limitPerson = async (operation: Operation, uid: string | undefined, log: Log): Promise<void> => {
  if (operation.limit === 'none' || uid === undefined) return
  const limit = limits[operation.limit]
  if ('person' in limit) await count(operation, limit.person, 'person', uid, log)
}
