import type { Platform } from '../../contract/cloud-credentials.ts'

/** One change of valid input that the API refuses at one field. */
export type Nonsense = {
  what: string
  /** The fields that differ from valid input. */
  change: Record<string, unknown>
  /** The field of the problem, as the API names it. */
  at: string
  /** The key of the message in contract/validation.ts. */
  key: string
  /** The platform that refuses it; AWS where it is left out. */
  platform?: Platform
}

const now = Date.now()
const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString()
const usd = (amount: unknown) => ({ amount, currency: 'USD' })
const nodes = (change: object) => ({ nodes: { type: 't3.large', min: 1, max: 2, ...change } })
/** Names that every plain object has. A table that is a plain object would find them. */
export const inherited = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'] as const

const at =
  (field: string, key: string, platform?: Platform) =>
  (what: string, value: unknown, path = field): Nonsense => ({
    what,
    change: { [field]: value },
    at: path,
    key,
    ...(platform && { platform }),
  })

const name = at('name', 'clusterName')
const bucket = at('stateBucket', 'bucket')
const folder = at('stateBucket', 'bucketFolder')
const form = at('kubernetesVersion', 'kubernetesVersion')
const offered = at('kubernetesVersion', 'kubernetesOffered')
const range = at('vpcCidr', 'range')
const isPublic = at('vpcCidr', 'rangePrivate')
const budget = at('budget', 'number')

const machineType = (platform: Platform, type: string): Nonsense => ({
  what: `the machine type ${type}`,
  change: nodes({ type }),
  at: 'nodes.type',
  key: 'machineTypeUnknown',
  platform,
})
const count = (what: string, change: object, path: string, key: string): Nonsense => ({
  what,
  change: nodes(change),
  at: path,
  key,
})

const apiRange = (what: string, text: string, key = 'rangePublic') =>
  at('apiRanges', key)(what, ['203.0.113.0/24', text], 'apiRanges.1')
/** Nonsense for the ranges that may reach the Kubernetes API, which creating and changing share. */
const nonsenseApiRanges: readonly Nonsense[] = [
  ...['10.0.0.0/8', '192.168.7.0/24', '127.0.0.1/32', '169.254.0.0/16', '240.0.0.0/4', '0.0.0.0/1'].map(
    (text) => apiRange(`the API range ${text}`, text),
  ),
  apiRange('an address inside an API range', '203.0.113.7/24', 'rangeAddress'),
  apiRange('an address without a prefix as API range', '203.0.113.7', 'range'),
  apiRange('an API range in IPv6', '2001:db8::/32', 'range'),
  at('apiRanges', 'atLeastOne')('no API ranges', []),
  at('apiRanges', 'atMostItems')(
    '41 API ranges',
    Array.from({ length: 41 }, (_, index) => `203.0.113.${index}/32`),
  ),
]

const allowedRange = (what: string, text: string, key: string) =>
  at('domain', key)(what, { zone: 'labs.example', allowedRanges: [text] }, 'domain.allowedRanges.0')
const nonsenseDomains: readonly Nonsense[] = [
  ...[
    'labs',
    'labs..example',
    '-labs.example',
    'labs_1.example',
    'https://labs.example',
    `${'a.'.repeat(40)}1`,
  ].map((text) => at('domain', 'zone')(`the zone ${text}`, { zone: text }, 'domain.zone')),
  at('domain', 'zoneAscii')('a zone with an umlaut', { zone: 'bücher.example' }, 'domain.zone'),
  at('domain', 'atMostCharacters')(
    'a zone of 240 characters',
    { zone: `${'a.'.repeat(116)}example` },
    'domain.zone',
  ),
  at('domain', 'zoneUnknown')(
    'a zone that the account lacks',
    { zone: 'somebody-else.example' },
    'domain.zone',
  ),
  at('domain', 'required')('a domain without a zone', {}, 'domain.zone'),
  at('domain', 'zoneSandbox', 'sandbox')('a zone for the sandbox', { zone: 'labs.example' }, 'domain.zone'),
  allowedRange('a range of everybody', '0.0.0.0/0', 'rangeEveryone'),
  allowedRange('a range in IPv6', '2001:db8::/32', 'range'),
  allowedRange('an address inside a range', '203.0.113.7/24', 'rangeAddress'),
  allowedRange('a private range', '10.0.0.0/8', 'rangeInternal'),
]

/** Nonsense for the nodes, which creating, changing and estimating share. */
export const nonsenseNodes: readonly Nonsense[] = [
  ...inherited.map((type) => machineType('aws', type)),
  ...['t3.nonsense', 't3.24xlarge', 'q9.large', 'Standard_D2s_v5', 'e2-standard-2', 't3', 'small'].map(
    (type) => machineType('aws', type),
  ),
  ...['t3.large', 'Standard_Q2_v5', 'Standard_D0s_v5', 'Standard_B1s', 'standard_d2s_v5', 'Standard_'].map(
    (type) => machineType('azure', type),
  ),
  ...['t3.large', 'e2-standard-3', 'e2-megahuge-2', 'z1-standard-2', 'e2', 'e2-standard-2-x'].map((type) =>
    machineType('gcp', type),
  ),
  ...['t3.large', 'tiny'].map((type) => machineType('sandbox', type)),
  count('a machine type with a space', { type: 't3 large' }, 'nodes.type', 'machineType'),
  count('an empty machine type', { type: '' }, 'nodes.type', 'machineType'),
  count('a machine type of 41 characters', { type: 'a'.repeat(41) }, 'nodes.type', 'machineType'),
  count('a number as machine type', { type: 3 }, 'nodes.type', 'text'),
  count('no nodes', { min: 0 }, 'nodes.min', 'atLeast'),
  count('minus one node', { min: -1 }, 'nodes.min', 'atLeast'),
  count('51 nodes', { min: 51, max: 51 }, 'nodes.min', 'atMost'),
  count('a half node', { min: 1.5 }, 'nodes.min', 'wholeNumber'),
  count('nodes as text', { min: '2' }, 'nodes.min', 'number'),
  count('a minimum of null', { min: null }, 'nodes.min', 'required'),
  count('a maximum below the minimum', { min: 3 }, 'nodes.max', 'notBelowMinimum'),
  count('1000 nodes at most', { max: 1000 }, 'nodes.max', 'atMost'),
  count('a disk too small for the image of a node', { diskGb: 29 }, 'nodes.diskGb', 'atLeast'),
  count('a disk larger than AKS takes', { diskGb: 2049 }, 'nodes.diskGb', 'atMost'),
  count('a half GiB of disk', { diskGb: 50.5 }, 'nodes.diskGb', 'wholeNumber'),
  count('a disk size as text', { diskGb: '50' }, 'nodes.diskGb', 'number'),
  count('a disk of null', { diskGb: null }, 'nodes.diskGb', 'required'),
  count('a further field of the nodes', { desired: 1 }, 'nodes.desired', 'unknownField'),
  { what: 'nodes as a list', change: { nodes: [] }, at: 'nodes', key: 'object' },
  {
    what: 'a price for a machine type with a known one',
    change: { ...nodes({}), nodePrice: usd(1) },
    at: 'nodePrice.amount',
    key: 'priceKnown',
  },
  ...(
    [
      ['a price of nothing', 0, 'amount'],
      ['a negative price', -5, 'amount'],
      ['a price with half a cent', 1.5, 'wholeNumber'],
      ['a price as text', '5', 'number'],
      ['a price of a hundred thousand dollars', 10_000_000, 'atMost'],
    ] as const
  ).map(([what, amount, key]) => ({
    what,
    change: { ...nodes({ type: 'p5.48xlarge' }), nodePrice: usd(amount) },
    at: 'nodePrice.amount',
    key,
  })),
  {
    what: 'a price in euros',
    change: { ...nodes({ type: 'p5.48xlarge' }), nodePrice: { amount: 5, currency: 'EUR' } },
    at: 'nodePrice.currency',
    key: 'budgetCurrency',
  },
]

const network = (change: object) => ({
  vpcCidr: '10.40.0.0/16',
  publicSubnets: ['10.40.0.0/20', '10.40.16.0/20'],
  privateSubnets: ['10.40.128.0/20', '10.40.144.0/20'],
  ...change,
})
const small = ['10.40.128.0/28', '10.40.128.16/28', '10.40.128.32/28', '10.40.128.48/28']
const room = (
  what: string,
  privateSubnets: string[],
  max: number,
  place: string,
  platform: Platform,
): Nonsense => ({
  what,
  change: {
    ...network({ privateSubnets }),
    nodes: {
      type: { aws: 't3.large', azure: 'Standard_D2s_v5', gcp: 'e2-standard-2', sandbox: 'small' }[platform],
      min: 1,
      max,
    },
  },
  at: place,
  key: 'rangeRoom',
  platform,
})

/** Nonsense for every field of a new cluster. */
export const nonsenseClusters: readonly Nonsense[] = [
  ...nonsenseDomains,
  ...['', 'ab', 'a'.repeat(31)].map((text) => ({
    ...name(`a name of ${text.length} characters`, text),
    key: text === '' ? 'atLeastCharacters' : text.length < 3 ? 'atLeastCharacters' : 'atMostCharacters',
  })),
  ...['Workshop', '1workshop', 'workshop-', 'work_shop', 'work shop', 'работа', '🙂🙂🙂', 'a.b.c'].map(
    (text) => name(`the name ${text}`, text),
  ),
  { ...name('a name over two lines', 'work\nshop'), key: 'oneLine' },
  { ...name('a number as name', 5), key: 'text' },
  { ...name('no name', undefined), key: 'required' },
  at('accountId', 'id')('an account id with a slash', 'a/b'),
  at('accountId', 'id')('a reserved account id', '__accounts__'),
  at('accountId', 'required')('no account', undefined),
  at('region', 'region')('a region that does not exist', 'atlantis-1'),
  at('region', 'region')('a region of Azure', 'westeurope'),
  at('region', 'region')('a region in capitals', 'EU-CENTRAL-1'),
  at('region', 'region')('a zone', 'eu-central-1a'),
  ...inherited.map((text) => at('region', 'region')(`the region ${text}`, text)),
  at('region', 'required')('an empty region', ''),
  at('region', 'text')('a list of regions', ['eu-central-1']),
  at('stateBucket', 'stateBucket')('no bucket', undefined),
  bucket('an empty bucket', ''),
  bucket('a bucket in capitals', 'Labseat-State'),
  bucket('a bucket with spaces', 'labseat state'),
  bucket('a bucket with two dots', 'labseat..state'),
  bucket('a bucket of another partition', 'arn:aws-cn:s3:::labseat-state'),
  bucket('a bucket that begins with a hyphen', '-labseat'),
  folder('a folder of a bucket', 's3://labseat-state/folder'),
  folder('the web address of a bucket', 'https://labseat-state.s3.amazonaws.com'),
  folder('an access point', 'arn:aws:s3:eu-central-1:123456789012:accesspoint/labs'),
  at('stateBucket', 'atMostCharacters')('a bucket of 64 characters', 'a'.repeat(64)),
  at('stateBucket', 'bucket', 'azure')('a storage account with a hyphen', 'labseat-state'),
  at('stateBucket', 'text')('a number as bucket', 7),
  at('services', 'chooseAtLeastOne')('no services', []),
  at('services', 'unique')('a service twice', ['vscode', 'vscode']),
  at('services', 'list')('a service without a list', 'vscode'),
  at('services', 'oneOf')('an unknown service', ['wordpress'], 'services.0'),
  ...inherited.map((text) => at('services', 'oneOf')(`the service ${text}`, [text], 'services.0')),
  ...['1.3', 'latest', 'v1.36', '1.36.2', '2.00', ' 1.36', '', '1.100'].map((text) =>
    form(`the version ${JSON.stringify(text)}`, text),
  ),
  ...['1.10', '1.31', '1.99', '1.00'].map((text) => offered(`the version ${text}`, text)),
  at('kubernetesVersion', 'text')('a number as version', 1.36),
  ...['10.0.0.0', '10.0.0.0/33', '10.0.0/16', '256.0.0.0/16', 'fd00::/16', '', 'all'].map((text) =>
    range(`the range ${JSON.stringify(text)}`, text),
  ),
  ...[
    ...['127.0.0.0/16', '169.254.0.0/16', '224.0.0.0/16', '0.0.0.0/16', '8.8.0.0/16', '172.32.0.0/16'],
    ...['192.167.0.0/16', '100.128.0.0/16', '11.0.0.0/16', '255.255.0.0/16', '198.18.0.0/16'],
  ].map((text) => isPublic(`the range ${text}`, text)),
  at('vpcCidr', 'rangePrefix')('a range that is too wide', '10.0.0.0/8'),
  at('vpcCidr', 'rangePrefix')('a range that is too narrow', '10.0.0.0/29'),
  at('vpcCidr', 'rangeAddress')('an address for a range', '10.40.1.0/16'),
  {
    what: 'a range that Azure reserves',
    change: {
      vpcCidr: '172.31.0.0/16',
      publicSubnets: ['172.31.0.0/20'],
      privateSubnets: ['172.31.16.0/20'],
    },
    at: 'vpcCidr',
    key: 'rangeReserved',
    platform: 'azure',
  },
  ...(['publicSubnets', 'privateSubnets'] as const).flatMap((field) => [
    at(field, 'range')('text in place of a subnet', ['here', '10.40.0.0/20'], `${field}.0`),
    at(field, 'rangeOutside')('a subnet outside', ['8.8.0.0/20', '10.41.0.0/20'], `${field}.0`),
    at(field, 'rangePrefix')('a subnet of four addresses', ['10.40.64.0/30', '10.40.80.0/20'], `${field}.0`),
    at(field, 'rangeOverlap')(
      'a subnet twice',
      ['10.40.64.0/20', '10.40.64.0/20'],
      field === 'publicSubnets' ? 'publicSubnets.1' : 'privateSubnets.1',
    ),
    at(field, 'twoZones')('a single subnet', ['10.40.64.0/20']),
    at(field, 'atLeastOne')('no subnets', []),
    at(field, 'atMostItems')(
      'seven subnets',
      Array.from({ length: 7 }, (_, index) => `10.40.${index * 16}.0/20`),
    ),
    at(field, 'list')('a subnet without a list', '10.40.64.0/20'),
  ]),
  room('four small subnets for 50 nodes', small, 50, 'privateSubnets', 'aws'),
  room('two small subnets for 3 nodes', small.slice(0, 2), 3, 'privateSubnets', 'aws'),
  room('a small subnet for 11 nodes of AKS', small.slice(0, 1), 11, 'privateSubnets.0', 'azure'),
  room(
    'a /20 for the pods of 17 nodes of GKE',
    ['10.40.128.0/20', '10.40.144.0/20'],
    17,
    'privateSubnets.1',
    'gcp',
  ),
  room('a /28 for 12 nodes of GKE', ['10.40.64.0/28', '10.40.128.0/17'], 12, 'privateSubnets.0', 'gcp'),
  ...nonsenseApiRanges,
  at('permissionsBoundary', 'boundary')('a word as boundary', 'PowerUserAccess'),
  at('permissionsBoundary', 'boundary')('a role as boundary', 'arn:aws:iam::aws:role/PowerUserAccess'),
  at('permissionsBoundary', 'boundary')(
    'a boundary of another account',
    'arn:aws:iam::999999999999:policy/boundary',
  ),
  at(
    'permissionsBoundary',
    'unknownField',
    'azure',
  )('a boundary on Azure', 'arn:aws:iam::aws:policy/PowerUserAccess'),
  at('approval', 'oneOf')('an unknown approval', 'sometimes'),
  at('approval', 'oneOf')('true as approval', true),
  ...nonsenseNodes,
  at('expiresAt', 'timeForBuild')('an end in the past', inHours(-1)),
  at('expiresAt', 'timeForBuild')('an end in half an hour', inHours(0.5)),
  at('expiresAt', 'timeTooFar')('an end in two years', inHours(2 * 8760)),
  at('expiresAt', 'timeTooFar')('the last day of the calendar', '9999-12-31T00:00:00Z'),
  at('expiresAt', 'time')('a day as end', '2027-05-01'),
  at('expiresAt', 'time')('a word as end', 'tomorrow'),
  at('expiresAt', 'time')('a number as end', 1_900_000_000),
  budget('a budget as text', usd('50'), 'budget.amount'),
  { ...budget('a budget of one cent', usd(1), 'budget.amount'), key: 'budgetTooSmall' },
  { ...budget('a budget for half an hour', usd(10), 'budget.amount'), key: 'budgetTooSmall' },
  { ...budget('a budget of nothing', usd(0), 'budget.amount'), key: 'amount' },
  { ...budget('a negative budget', usd(-100), 'budget.amount'), key: 'amount' },
  { ...budget('a budget with half a cent', usd(100.5), 'budget.amount'), key: 'wholeNumber' },
  { ...budget('a budget of ten million dollars', usd(1_000_000_000), 'budget.amount'), key: 'atMost' },
  {
    ...budget('a budget in euros', { amount: 5000, currency: 'EUR' }, 'budget.currency'),
    key: 'budgetCurrency',
  },
  {
    ...budget('a budget in shells', { amount: 5000, currency: 'shells' }, 'budget.currency'),
    key: 'currency',
  },
  { ...budget('a number as budget', 50), key: 'object' },
  {
    what: 'a budget for a machine type without a price',
    change: { ...nodes({ type: 'p5.48xlarge' }), budget: usd(100_000) },
    at: 'nodePrice.amount',
    key: 'priceNeeded',
  },
  at('eventId', 'eventUnknown')('an event that does not exist', 'no-such-event'),
  at('eventId', 'id')('an event id with a path', '../events/1'),
  at('eventId', 'id')('an empty event id', ''),
  at('owner', 'unknownField')('a field that does not exist', 'otto'),
]

const version = (what: string, value: unknown, key: string): Nonsense =>
  at('kubernetesVersion', key)(what, value)

/** Nonsense for every field of a change; the cluster has version 1.35 and two private subnets of 256 addresses. */
export const nonsenseChanges: readonly Nonsense[] = [
  { what: 'no change', change: {}, at: '', key: 'noChange' },
  version('a step down', '1.34', 'kubernetesDowngrade'),
  version('two steps at once', '1.37', 'kubernetesStep'),
  version('a version that does not exist', '1.99', 'kubernetesStep'),
  version('a word as version', 'latest', 'kubernetesVersion'),
  at('services', 'chooseAtLeastOne')('no services', []),
  at('services', 'unique')('a service twice', ['mlflow', 'mlflow']),
  at('services', 'oneOf')('an unknown service', ['constructor'], 'services.0'),
  count('more nodes than the subnets have room for', { max: 50 }, 'nodes.max', 'rangeRoom'),
  ...nonsenseApiRanges,
  at('permissionsBoundary', 'unknownField')('another boundary', 'arn:aws:iam::aws:policy/PowerUserAccess'),
  at('region', 'unknownField')('another region', 'eu-west-1'),
  ...nonsenseNodes,
]

/** Nonsense for the end of a cluster. */
export const nonsenseEnds: readonly Nonsense[] = [
  at('expiresAt', 'timeToEnd')('an end in 90 seconds', inHours(90 / 3600)),
  at('expiresAt', 'timeToEnd')('an end in the past', inHours(-1)),
  at('expiresAt', 'timeTooFar')('the last day of the calendar', '9999-12-31T00:00:00Z'),
  at('expiresAt', 'timeTooFar')('an end in two years', inHours(2 * 8760)),
  at('expiresAt', 'time')('a word as end', 'never'),
  at('expiresAt', 'time')('no end', undefined),
  at('expiresAt', 'time')('a number as end', 5),
  {
    what: 'a budget',
    change: { expiresAt: inHours(48), budget: usd(5000) },
    at: 'budget',
    key: 'unknownField',
  },
]

const estimate = at('region', 'regionUnknown')
/** Nonsense for every field of an estimate. */
export const nonsenseEstimates: readonly Nonsense[] = [
  at('platform', 'oneOf')('an unknown platform', 'oracle'),
  ...inherited.map((text) => at('platform', 'oneOf')(`the platform ${text}`, text)),
  at('platform', 'required')('no platform', undefined),
  ...['atlantis-1', 'westeurope', 'local', ...inherited].map((text) => estimate(`the region ${text}`, text)),
  at('region', 'required')('an empty region', ''),
  at('services', 'unknownField')('a field that does not exist', ['vscode']),
  ...nonsenseNodes,
]
