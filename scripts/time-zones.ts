/**
 * Writes contract/time-zone-table.ts from zone.tab and backward of the IANA time zone database (https://www.iana.org/time-zones):
 *
 *   node scripts/time-zones.ts zone.tab backward 2026c
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { timeZoneTable } from './time-zones/table.ts'

const [zones = '', links = '', version = ''] = process.argv.slice(2)
writeFileSync(
  join(import.meta.dirname, '../contract/time-zone-table.ts'),
  timeZoneTable(readFileSync(zones, 'utf8'), readFileSync(links, 'utf8'), version),
)
