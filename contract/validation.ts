import type { FieldProblem } from './problems.ts'

/**
 * The possible problems of a field, as keys with values. A schema gives a key, the API renders it in English, and the web in the reader's
 * language. The texts are in i18next's syntax, because the web uses them as its English catalogue.
 */
export const validationTexts = {
  required: 'This is required.',
  invalid: 'This value is not valid.',
  unknownField: 'There is no such field.',
  text: 'Enter text.',
  number: 'Enter a number.',
  wholeNumber: 'Enter a whole number.',
  numberUnread: 'Write the number in digits, such as 1000 or 12.50.',
  numberAmbiguous: 'This can mean {{large}} or {{small}}. Write it in one of these two forms.',
  numberGrouped: 'Write {{large}}, or use fewer decimals.',
  amountDecimals: 'Amounts in {{currency}} have at most {{digits, number}} decimals.',
  amountWhole: 'Amounts in {{currency}} have no decimals.',
  trueOrFalse: 'This must be true or false.',
  list: 'This must be a list.',
  object: 'This must be an object.',
  oneOf: 'Choose one of these: {{options}}.',
  atLeast: 'Enter a number of {{min, number}} or more.',
  atMost: 'Enter a number of {{max, number}} or less.',
  atLeastCharacters: 'Use at least {{min, number}} characters.',
  atMostCharacters: 'Use at most {{max, number}} characters.',
  atLeastOne: 'Add at least one.',
  atLeastItems: 'Add at least {{min, number}} items.',
  atMostItems: 'Add at most {{max, number}} items.',
  unique: 'List each item once.',
  letter: 'Use at least one letter or digit.',
  oneLine: 'Use one line, without control characters and without characters that turn the text around.',
  id: 'This is not a valid id.',
  uuid: 'Enter a UUID: 36 characters with hyphens.',
  email: 'This is not an e-mail address.',
  reservedName: 'This name is kept for the people who run Labseat. Use your own name.',
  username: 'Use 3 to 30 characters: a–z, 0–9, “-” and “_”.',
  usernameUnderscores: 'A username can’t begin and end with “__”.',
  url: 'Enter a web address that starts with https://.',
  urlWithPassword: 'Enter the address without a user name and a password.',
  time: 'Enter a date and time such as 2026-05-01T09:00:00Z.',
  year: 'Enter a year from 1 to 9999.',
  timeZone: 'Enter an IANA time zone such as Europe/Berlin.',
  timeZoneOffset:
    'An offset from UTC does not follow summer time. Enter the zone of a place, such as Europe/Berlin.',
  timeZoneAbbreviation:
    'An abbreviation can mean several zones. Enter the zone of a place, such as America/New_York.',
  amount: 'Enter at least 1 minor unit, such as 1 cent.',
  currency: 'Enter the ISO 4217 code of a currency in use, such as EUR.',
  tag: 'Use 1 to 30 letters, digits and spaces. Start with a letter or a digit.',
  base64: 'Encode this as base64.',
  pictureSize: 'Use a picture of at most {{sizeKb, number}} KB.',
  startInPast: 'Choose a start in the future.',
  notifyNeeded: 'People always get a notice of a new time, place, link or price.',
  eventBegun: 'The event has begun, so its start stays as it is.',
  endAfterStart: 'The end must be after the start.',
  opensBeforeClose: 'Registration must open before it closes, and before the event starts.',
  closesBeforeStart: 'Registration must close before the event starts, or at its start.',
  stars: 'Choose 1 to 5 stars.',
  credentialsKind: 'This platform does not use this kind of credentials.',
  bucketName: 'Use 3 to 63 lower-case letters, digits, hyphens and dots.',
  bucket: 'This is not the name of a bucket.',
  accessKeyId: 'An access key id has 20 capital letters and digits. It starts with AKIA or ASIA.',
  identityId:
    'This is the id of a user, a role or a group. Enter an access key id, which starts with AKIA or ASIA.',
  secretAccessKey: 'A secret access key has 40 characters: letters, digits, + and /.',
  sessionToken: 'This is not a session token.',
  sessionTokenNeeded: 'A key that starts with ASIA is temporary. Enter its session token too.',
  roleArn:
    'Enter a role such as arn:aws:iam::123456789012:role/NAME. Labseat supports the standard AWS partition only.',
  secretId: 'This is the id of a secret. Enter its value, which Azure shows only once.',
  clientSecret: 'A client secret has 16 to 256 characters and no spaces.',
  projectId: 'This is not a project id.',
  serviceAccount: 'Enter a service account such as NAME@PROJECT.iam.gserviceaccount.com.',
  defaultServiceAccount:
    'This is a default service account of Google, with more rights than Labseat needs. Create a service account for Labseat and use its key.',
  keyType: 'Use the key of a service account. Its type is service_account.',
  keyId: 'This is not a key id.',
  privateKey: 'The private key is not in PEM format. Use the file as you downloaded it.',
  universe: 'Only googleapis.com is supported.',
  kubernetesVersion: 'Enter a version such as 1.36.',
  range: 'Enter a range such as 10.0.0.0/16.',
  chooseAtLeastOne: 'Choose at least one.',
  clusterName: 'Use lower-case letters, digits and hyphens. Start with a letter.',
  budgetCurrency: 'The budget must be in USD.',
  machineType: 'This is not a machine type.',
  notBelowMinimum: 'This must not be below the minimum.',
  cursor: 'Use the nextCursor of the previous page unchanged.',
  currentEmail: 'This is already your address.',
  pictureType: 'Choose a JPEG, PNG, WebP or GIF.',
  picturePixels: 'This picture has too many pixels. Make it smaller first.',
  pictureDamaged: 'This file is damaged or is not a picture.',
  pictureDetail: 'This picture has too much detail. Choose another one.',
  unsubscribeLink: 'This link is incomplete. Open it from the e-mail again.',
  timeForBuild: 'Choose a time at least one hour from now, because a cluster takes time to build.',
  region: 'This account does not have this region. It has {{regions}}.',
  stateBucket: 'Choose a bucket. Terraform keeps its state there.',
  roleNeeded: 'Enter the role.',
  rangePrefix: 'Enter a range with a prefix from /16 to /28.',
  rangeAddress: 'This is an address inside a range, not the range itself.',
  rangeOutside: 'This is not inside {{range}}.',
  rangeOverlap: 'This overlaps with {{range}}.',
  rangeInUse: 'Another cluster of this account in this region uses {{range}}. Choose another range.',
  rangeReserved: 'Azure reserves {{range}} in each cluster. Choose another range.',
  twoZones: 'EKS needs at least two subnets, in two zones.',
  podSubnet: 'GKE needs two subnets: one for the nodes and one for their pods.',
  bucketAccess: 'This bucket does not exist, or this account may not use it.',
  regionUnknown: 'This platform does not have this region.',
  rangePublic: 'This range has addresses that are not public.',
  boundary: 'Enter a policy of this AWS account, such as arn:aws:iam::123456789012:policy/NAME.',
  rangePrivate: 'Choose a range inside one of these private ranges: {{ranges}}.',
  rangeRoom:
    'There is room for {{fits, number}} nodes, and the cluster may have {{max, number}}. Choose larger private subnets or fewer nodes.',
  timeToEnd: 'Choose a time at least one hour from now. To end the cluster sooner, destroy it.',
  timeTooFar: 'Choose a time at most {{days, number}} days from now.',
  eventUnknown: 'You have no event with this id.',
  bucketFolder: 'Enter only the name of the bucket, without an address and a folder.',
  machineTypeUnknown: 'This platform does not have this machine type.',
  machineTypeNotOffered: 'This account has no {{type}} in {{region}}. Choose another machine type or region.',
  priceNeeded: 'Labseat knows no price of {{type}}. With a budget, enter the price of one node an hour.',
  priceKnown: 'Labseat knows the list price of {{type}}. Leave this out.',
  budgetTooSmall: 'The cluster costs {{price}} an hour. Enter at least that.',
  budgetLeft: 'Of the budget {{left}} are left, and the cluster would cost {{price}} an hour.',
  kubernetesOffered: 'Choose a version in standard support: {{versions}}.',
  kubernetesStep: 'Kubernetes goes up one minor version at a time. After {{from}} comes {{next}}.',
  kubernetesNewest: 'This platform offers no version after {{from}} yet.',
  kubernetesDowngrade: 'Kubernetes cannot go back to an earlier version.',
  materials: 'Enter the https:// address of a repository on the internet, without a user name and a port.',
  labRoom:
    'One lab has room for {{fits, number}} people of this size, and the event has {{seats, number}} seats.',
  labEndSoon: 'Choose a time at least {{minutes, number}} minutes from now. To end the lab now, remove it.',
  labEndFar: 'Choose a time at most {{hours, number}} hours after the event.',
  labTooLate:
    'The lab would end less than an hour from now, and building it takes time. Move the event, or keep the lab longer.',
  redirectUri: 'Enter an exact address that starts with https://. Only localhost may use http://.',
  clientEvent: 'Choose an event exactly if only its seat holders may sign in.',
  usernameUnknown: 'Nobody has this user name.',
  month: 'Enter a month such as 2026-11.',
  accountOrOffer: 'Choose an account or an offer of one, not both.',
  zone: 'Enter the name of a DNS zone such as labs.example.com.',
  zoneAscii: 'Write the name in ASCII, as the platform shows it: xn--….',
  zoneUnknown: 'This account has no public DNS zone with this name.',
  zoneSandbox: 'A sandbox has no DNS zones. Leave this out.',
  rangeEveryone:
    'This range is too large for a restriction. Leave the ranges out to let every address connect.',
  rangeInternal: 'No address of this range reaches a load balancer on the internet.',
  noChange: 'Change at least one field.',
  confirmName: 'Enter the name {{name}}.',
} as const

export type ValidationKey = keyof typeof validationTexts
export type ValidationValues = Readonly<Record<string, string | number>>

type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Tail}`
  ? (Name extends `${infer Bare},${string}` ? Bare : Name) | NamesIn<Tail>
  : never
type ValuesOf<Key extends ValidationKey> = [NamesIn<(typeof validationTexts)[Key]>] extends [never]
  ? []
  : [values: { readonly [Name in NamesIn<(typeof validationTexts)[Key]>]: string | number }]

/** An issue of zod's carries one string. So the key and its values travel as `atMost {"max":60}`, which `parseMessage` reads. */
export const message = <Key extends ValidationKey>(key: Key, ...[values]: ValuesOf<Key>): string =>
  values ? `${key} ${JSON.stringify(values)}` : key

/** The key and the values of an issue's message; undefined for any other text. */
export const parseMessage = (text: string): { key: ValidationKey; values?: ValidationValues } | undefined => {
  const [key = '', json] = text.split(/ (?=\{)/, 2)
  if (!Object.hasOwn(validationTexts, key)) return undefined
  return { key: key as ValidationKey, ...(json && { values: JSON.parse(json) as ValidationValues }) }
}

/** The message of a field problem from the API, with its key if it has one. */
export const messageOf = ({ key, values, message }: FieldProblem): string => {
  if (!key || !Object.hasOwn(validationTexts, key)) return message
  return values ? `${key} ${JSON.stringify(values)}` : key
}

/** A text in English. Numbers get separators: 10,000. */
export const toEnglish = (key: ValidationKey, values: ValidationValues = {}): string =>
  validationTexts[key].replaceAll(/\{\{(\w+)[^}]*\}\}/g, (_, name: string) => {
    const value = values[name]
    return typeof value === 'number' ? value.toLocaleString('en') : String(value)
  })

/** A problem of one field, with its English text. */
export const fieldProblem = (path: string, key: ValidationKey, values?: ValidationValues): FieldProblem => ({
  path,
  message: toEnglish(key, values),
  key,
  ...(values && { values }),
})
