import { expect, test } from 'vitest'
import { billOf, configurations, describeBill, published } from '../testing/estimates-by-hand.ts'
import { estimateOf } from './prices.ts'

const names = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud', sandbox: 'Sandbox' }
const dollars = (amount: number) =>
  `$${amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`

/** With three decimals, and no sign on zero. */
const toPercent = (percent: number) => (Math.round(percent * 1000) / 1000 || 0).toFixed(3)

/** The cents of an estimated month, and how far they are from the bill. */
const compare = (configuration: (typeof configurations)[number]) => {
  const { platform, type, nodes, diskGb, hasPublicServices = false } = configuration
  const { monthly } = estimateOf(platform, { type, min: nodes, diskGb }, { hasPublicServices })
  const bill = billOf(configuration)
  const estimated = monthly!.amount / 100
  return { bill, estimated, percent: ((estimated - bill) / bill) * 100 }
}

test('twelve configurations on three platforms cost what the platforms publish, within a tenth of a percent', () => {
  expect(new Set(configurations.map(({ platform }) => platform)).size).toBe(3)
  expect(configurations).toHaveLength(12)
  for (const configuration of configurations)
    expect(Math.abs(compare(configuration).percent), configuration.type).toBeLessThan(0.1)
})

const page = () => {
  const rows = configurations.map((configuration) => {
    const { platform, type, nodes, diskGb, hasPublicServices } = configuration
    const { bill, estimated, percent } = compare(configuration)
    const size = `${nodes} × ${type}, ${diskGb} GiB each${hasPublicServices ? ', public services' : ''}`
    return `| ${names[platform]} | ${size} | ${dollars(bill)} | ${dollars(estimated)} | ${toPercent(percent)} % |`
  })
  const bills = configurations.map(
    (configuration) => `| ${configuration.nodes} × ${configuration.type} | ${describeBill(configuration)} |`,
  )
  const prices = Object.values(published).map(
    ({ what, dollars, per, source, readIn, isFirstHand }) =>
      `| ${what} | $${dollars} | ${per} | <${source}> | ${readIn} | ${isFirstHand ? 'yes' : 'no'} |`,
  )
  return `# Estimates

What Labseat estimates for a month, beside the same month worked out from published list prices: twelve
clusters, in us-east-1, East US and us-central1, on demand, without traffic, logs and taxes. A month has 730
hours. The prices below were collected on 2026-11-28, apart from the table of the estimate
(\`domain/list-prices.ts\`). A test keeps this page equal to both: \`npm test -- estimates\`, with \`-u\` it
writes the page.

| cloud | cluster | by the published prices | Labseat's estimate | difference |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

The differences come from rounding to a cent, and from prices that the table of the estimate rounds to five
decimals. Where a price below is not verified, both sides can be wrong in the same way: if P6 costs $9.28 in
East US too, the smallest cluster on Azure costs 1.0 % less than both figures say. A real bill also has
traffic, the logs of the control plane, volumes of services, and the objects of the state bucket.

## The bills

| cluster | a month |
| --- | --- |
${bills.join('\n')}

## The prices

"Verified" means that the figure was read in data or on a page of the platform, or in a copy that a program
takes from there. The other figures were only found as other people quote the page: the pages of the
platforms fill in their prices with a script, and no copy had them.

| what | US dollars | per | the platform's page | read in | verified |
| --- | --- | --- | --- | --- | --- |
${prices.join('\n')}
`
}

test('docs/estimates.md has these figures', async () =>
  expect(page()).toMatchFileSnapshot('../docs/estimates.md'))
