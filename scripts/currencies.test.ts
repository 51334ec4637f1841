import { expect, test } from 'vitest'
import { currenciesFrom, currencyTables } from './currencies/table.ts'

test('the table has the rows in use that have decimals', () => {
  const csv = `Entity,Currency,AlphabeticCode,NumericCode,MinorUnit,WithdrawalDate
"KOREA, REPUBLIC OF",Won,KRW,410,0,
GERMANY,Euro,EUR,978,2,
CHILE,Unidad de Fomento,CLF,990,4,
GOLD,Gold,XAU,959,-,
ANTARCTICA,No universal currency,,,,
CROATIA,Kuna,HRK,191,,2023-01
`
  const currencies = currenciesFrom(csv)
  expect([...currencies]).toEqual([
    [2, ['EUR']],
    [0, ['KRW']],
  ])
  const { decimals, codes } = currencyTables(currencies, '2026-02-01')
  expect(decimals).toContain("withoutDecimals = 'KRW'")
  expect(codes).toContain("'EUR'")
})
