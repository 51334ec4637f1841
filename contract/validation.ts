import type { FieldProblem } from './problems.ts'

/**
 * What can be wrong with a field, as keys with values. A schema gives a key, the API renders it in English, and the web in the reader's
 * language. The texts are in i18next's syntax, because the web uses them as its English catalogue.
 */
export const validationTexts = {
  required: 'This is required.',
  invalid: 'This value is not valid.',
  unknownField: 'There is no such field.',
  text: 'Give text.',
  number: 'Give a number.',
  wholeNumber: 'Give a whole number.',
  trueOrFalse: 'Give true or false.',
  list: 'Give a list.',
  object: 'Give an object.',
  oneOf: 'Choose one of these: {{options}}.',
  atLeast: 'Give a number of {{min, number}} or more.',
  atMost: 'Give a number of {{max, number}} or less.',
  atLeastCharacters: 'Use at least {{min, number}} characters.',
  atMostCharacters: 'Use at most {{max, number}} characters.',
  atLeastOne: 'Give at least one.',
  atLeastItems: 'Give at least {{min, number}} items.',
  atMostItems: 'Give at most {{max, number}} items.',
  unique: 'List each item once.',
  oneLine: 'Use one line, without control characters.',
  id: 'This is not a valid id.',
  uuid: 'Give a UUID: 36 characters with hyphens.',
  email: 'This is not an e-mail address.',
  username: 'Use 3 to 30 characters: a–z, 0–9, “-” and “_”.',
  url: 'Give a web address that starts with https://.',
  time: 'Give a date and time such as 2026-05-01T09:00:00Z.',
  year: 'Give a year from 1 to 9999.',
  timeZone: 'Give an IANA time zone such as Europe/Berlin.',
  amount: 'Give an amount of at least 1 minor unit (a cent).',
  currency: 'Give an ISO 4217 currency code such as EUR.',
  tag: 'Use 1 to 30 letters, digits and spaces.',
  base64: 'Encode this as base64.',
  pictureSize: 'Use a picture of at most {{sizeKb, number}} KB.',
  startInPast: 'Give a start in the future.',
  endAfterStart: 'The end must be after the start.',
  stars: 'Give 1 to 5 stars.',
  credentialsKind: 'This platform does not use this kind of credentials.',
  bucketName: 'Use 3 to 63 lower-case letters, digits, hyphens and dots.',
  bucket: 'This is not the name of a bucket.',
  accessKeyId: 'An access key id has 20 capital letters and digits. It starts with AKIA or ASIA.',
  secretAccessKey: 'A secret access key has 40 characters: letters, digits, + and /.',
  sessionToken: 'This is not a session token.',
  sessionTokenNeeded: 'A key that starts with ASIA is temporary. Give its session token too.',
  roleArn:
    'Give a role such as arn:aws:iam::123456789012:role/NAME. Labseat supports the standard AWS partition only.',
  secretId: 'This is the id of a secret. Give its value, which Azure shows only once.',
  clientSecret: 'A client secret has 16 to 256 characters and no spaces.',
  projectId: 'This is not a project id.',
  serviceAccount: 'Give a service account such as NAME@PROJECT.iam.gserviceaccount.com.',
  keyType: 'Use the key of a service account. Its type is service_account.',
  keyId: 'This is not a key id.',
  privateKey: 'The private key is not a PEM. Use the file as you downloaded it.',
  universe: 'Only googleapis.com is supported.',
  kubernetesVersion: 'Give a version such as 1.31.',
  range: 'Give a range such as 10.0.0.0/16.',
  chooseAtLeastOne: 'Choose at least one.',
  clusterName: 'Use lower-case letters, digits and hyphens. Start with a letter.',
  budgetCurrency: 'Give the budget in USD.',
  machineType: 'This is not a machine type.',
  notBelowMinimum: 'This must not be below the minimum.',
  cursor: 'Use the nextCursor of the previous page without a change.',
  currentEmail: 'This is already your address.',
  pictureType: 'Choose a JPEG, PNG, WebP or GIF.',
  picturePixels: 'This picture has too many pixels. Make it smaller first.',
  pictureDamaged: 'This file is damaged or is not a picture.',
  pictureDetail: 'This picture has too much detail. Choose another one.',
  unsubscribeLink: 'This link is not complete. Open it in the e-mail.',
  timeInFuture: 'Choose a time in the future.',
  timeForBuild: 'Choose a time at least one hour from now, because a cluster takes time to build.',
  region: 'This account does not have this region. It has {{regions}}.',
  stateBucket: 'Choose a bucket. Terraform keeps its state there.',
  roleNeeded: 'Give the role.',
  rangePrefix: 'Give a range with a prefix from /16 to /28.',
  rangeAddress: 'This is an address inside a range, not the range itself.',
  rangeOutside: 'This is not inside {{range}}.',
  rangeOverlap: 'This overlaps with {{range}}.',
  rangeInUse: 'Another cluster of this account in this region uses {{range}}. Choose another range.',
  rangeReserved: 'Azure reserves {{range}} in each cluster. Choose another range.',
  twoZones: 'EKS needs at least two subnets, in two zones.',
  podSubnet: 'GKE needs two subnets: one for the nodes and one for their pods.',
  bucketAccess: 'This account has no such bucket or may not use it.',
  kubernetesDowngrade: 'Kubernetes cannot go back to an earlier version.',
  noChange: 'Give at least one field to change.',
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

/** The message of a field problem that the API gave: with its key where it has one. */
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
