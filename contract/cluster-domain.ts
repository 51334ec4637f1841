import * as z from 'zod'
import { cleanPasted } from './pasted.ts'
import { message } from './validation.ts'
import './validation-issues.ts'

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
/** Room for the names of services and clusters before the zone: a name of DNS has at most 253 characters. */
const maxZoneCharacters = 190

/**
 * The name of a DNS zone in lower case, without the dot that some consoles write at its end. A name with other letters is written in ASCII, as
 * the platforms store it: `xn--bcher-kva.example`.
 */
export const zoneName = z
  .string()
  .overwrite((text) => cleanPasted(text).toLowerCase().replace(/\.$/, ''))
  .max(maxZoneCharacters)
  .regex(new RegExp(`^(?:${label}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`), {
    error: ({ input }) => message(/[^\0-\x7f]/.test(String(input)) ? 'zoneAscii' : 'zone'),
  })

/** Where people reach the services of a cluster. */
export const domainInput = z.strictObject({
  /** A public DNS zone of the cluster's account. */
  zone: zoneName,
  /** IPv4 ranges that may connect. None: every address. */
  allowedRanges: z
    .array(z.cidrv4(message('range')))
    .max(50)
    .optional(),
})
export type DomainInput = z.infer<typeof domainInput>

export const clusterDomain = z.object({
  zone: z.string(),
  /** As the platform names it: the id of AWS, the resource id of Azure, the zone's name of Google Cloud. */
  zoneId: z.string(),
  allowedRanges: z.array(z.string()),
})
export type ClusterDomain = z.infer<typeof clusterDomain>
