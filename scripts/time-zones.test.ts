import { expect, test } from 'vitest'
import { timeZoneTable } from './time-zones/table.ts'

test('an old name leads to a zone of zone.tab, also over another old name or to the place in the comment', () => {
  const zoneTab = `# comment
UA\t+5026+03031\tEurope/Kyiv\tmost of Ukraine
AU\t-3352+15113\tAustralia/Sydney
ER\t+1520+03853\tAfrica/Asmara
KE\t-0117+03649\tAfrica/Nairobi
`
  const backward = `# comment
Link\tEurope/Kyiv\t\tEurope/Kiev
Link\tEurope/Kiev\t\tEurope/Uzhgorod
Link\tAfrica/Nairobi\tAfrica/Asmera\t#= Africa/Asmara
Link\tAfrica/Nairobi\tAfrica/Asmara
Link\tEtc/GMT\t\tEtc/GMT+0
Link\tEtc/UTC\t\tZulu
Link\tAmerica/Panama\tEST
Link\tAmerica/New_York\tEST5EDT
`
  const table = timeZoneTable(zoneTab, backward, '2026c')
  expect(table).toContain('`Africa/Asmara\nAfrica/Nairobi\nAustralia/Sydney\nEurope/Kyiv`')
  expect(table).toContain(
    '`Africa/Asmera Africa/Asmara\nEurope/Kiev Europe/Kyiv\nEurope/Uzhgorod Europe/Kyiv`',
  )
  expect(table).toContain("'2026c'")
})
