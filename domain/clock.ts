const formats = new Map<string, Intl.DateTimeFormat>()

/** The day and the clock at a place, to the minute. Formats are expensive to create, so each zone has one. */
const wallAt = (ms: number, zone: string): string => {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone: zone })
  formats.set(zone, format)
  return format.format(ms)
}

/** How far clocks go back: an hour, half an hour on Lord Howe Island, two hours at Troll station. */
const stepsMs = [30, 60, 120].flatMap((minutes) => [minutes * 60_000, -minutes * 60_000])

/** Whether the clock at a place shows this time twice on this day, because it goes back. */
export const isRepeatedTime = (at: string, zone: string): boolean => {
  const ms = Date.parse(at)
  const wall = wallAt(ms, zone)
  return stepsMs.some((stepMs) => wallAt(ms + stepMs, zone) === wall)
}

/** CET or CEST: the name of a zone's time at a moment. Each region's English knows its own abbreviations. */
export const abbreviationAt = (at: string, zone: string): string => {
  const names = ['en-GB', 'en-US', 'en-AU'].map(
    (language) =>
      new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'short' })
        .formatToParts(Date.parse(at))
        .find(({ type }) => type === 'timeZoneName')?.value ?? '',
  )
  return names.find((name) => !/^(GMT|UTC)[+-]/.test(name)) ?? names[0]!
}

/** The place in a zone's name: Buenos Aires for America/Argentina/Buenos_Aires. UTC has none. */
export const cityOf = (zone: string): string | null =>
  zone === 'UTC' ? null : (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
