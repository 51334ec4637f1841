import { currentZones, oldZones } from './time-zone-table.ts'
import type { ValidationKey } from './validation.ts'

let names: ReadonlyMap<string, string> | undefined

/** The current name by each name in lower case. */
const currentNames = (): ReadonlyMap<string, string> => {
  names ??= new Map([
    ...[
      'UTC',
      'GMT',
      'UCT',
      'Zulu',
      'Universal',
      'Etc/UTC',
      'Etc/UCT',
      'Etc/GMT',
      'Etc/Zulu',
      'Etc/Universal',
    ].map((name) => [name.toLowerCase(), 'UTC'] as const),
    ...currentZones.split('\n').map((name) => [name.toLowerCase(), name] as const),
    ...oldZones.split('\n').map((pair) => {
      const [old = '', current = ''] = pair.split(' ')
      return [old.toLowerCase(), current] as const
    }),
  ])
  return names
}

/** `UTC`, and the zone of each place under its current name. */
export const listTimeZones = (): string[] => ['UTC', ...currentZones.split('\n')]

/** The current name of a zone: Europe/Kyiv for Europe/Kiev, UTC for Etc/UTC. An unknown name stays. */
export const currentZone = (name: string): string => currentNames().get(name.trim().toLowerCase()) ?? name

/** Why a name is no zone of a place. `undefined` for a zone. */
export const zoneProblem = (name: string): Extract<ValidationKey, `timeZone${string}`> | undefined => {
  if (currentNames().get(name.toLowerCase()) === name) return undefined
  if (/^(?:(?:Etc\/)?(?:GMT|UTC?))?[+\u2212-]?\d/i.test(name)) return 'timeZoneOffset'
  return /^[A-Z]{2,5}(?:\d[A-Z]{2,4})?$/i.test(name) ? 'timeZoneAbbreviation' : 'timeZone'
}
