/** Names of fixed offsets and abbreviations in `backward`, which stand for no place. */
const notPlaces =
  /^(?:Etc\/)?(?:GMT|UCT|UTC|Universal|Zulu|Greenwich)|^(?:[CEMW]ET|[EHM]ST|[CEMP]ST\d[CEMP]DT)$/

const linesOf = (file: string): string[][] =>
  file
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/\s+/))

/**
 * @param zoneTab each row: country, coordinates, name and perhaps a comment
 * @param backward rows `Link TARGET OLD`, with `#= CURRENT` if the target is another place with the same clock
 */
export const timeZoneTable = (zoneTab: string, backward: string, version: string): string => {
  const current = new Set(
    zoneTab
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t')[2]!),
  )
  const links = new Map(
    linesOf(backward).map(([, target = '', old = '', , current]) => [old, current ?? target]),
  )
  const currentOf = (name: string): string => (current.has(name) ? name : currentOf(links.get(name)!))
  const pairs = [...links.keys()]
    .filter((old) => !current.has(old) && !notPlaces.test(old))
    .map((old) => `${old} ${currentOf(old)}`)
  const listOf = (rows: Iterable<string>) => [...rows].sort().join('\n')
  return `// Written by \`node scripts/time-zones.ts\` from zone.tab and backward of the IANA time zone database. Do not edit.

export const timeZoneVersion = '${version}'

/** The zones of zone.tab: each country's own, under their current names. */
export const currentZones = \`${listOf(current)}\`

/** An old name and the current name. */
export const oldZones = \`${listOf(pairs)}\`
`
}
