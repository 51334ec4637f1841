/**
 * Writes contract/currency-decimals.ts and currency-codes.ts from the ISO 4217 tables A.1 and A.3 in one CSV, as https://github.com/datasets/currency-codes
 * publishes them (data/codes-all.csv):
 *
 *   node scripts/currencies.ts codes-all.csv 2026-02-01
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { currenciesFrom, currencyTables } from './currencies/table.ts'

const [path = '', date = ''] = process.argv.slice(2)
const { decimals, codes } = currencyTables(currenciesFrom(readFileSync(path, 'utf8')), date)
const contract = join(import.meta.dirname, '../contract')
writeFileSync(join(contract, 'currency-decimals.ts'), decimals)
writeFileSync(join(contract, 'currency-codes.ts'), codes)
