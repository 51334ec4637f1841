import type { Component, Licence } from '../sbom.ts'

/** Licences of what is deployed: permissive, or weak copyleft for a library that is linked and not changed. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-3.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
])

/** Reviewed packages with another licence, by their name or the start of it. */
const reviewed: Readonly<Record<string, string>> = {
  '@fontsource-variable/inter': 'OFL-1.1: the pages serve the font unchanged.',
  '@img/sharp-': 'LGPL-3.0: sharp loads libvips as a separate library, and Labseat does not change it.',
  'ical.js': 'MPL-2.0: its terms are about its own files, and Labseat does not change them.',
  limiter: 'Its package.json has no licence field. Its LICENSE file is MIT.',
}

const textOf = (licence: Licence): string =>
  'expression' in licence ? licence.expression : (licence.license.id ?? licence.license.name ?? 'unnamed')

const isAllowed = (licence: Licence): boolean =>
  textOf(licence)
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => allowed.has(part.trim())))

/** @returns each component whose licence nobody has allowed or reviewed, with that licence */
export const findLicenceProblems = (components: readonly Component[]): string[] =>
  components.flatMap(({ name, version, licenses = [] }) => {
    if (Object.keys(reviewed).some((start) => name.startsWith(start))) return []
    if (licenses.length > 0 && licenses.every(isAllowed)) return []
    return [`${name}@${version}: ${licenses.map(textOf).join(', ') || 'no licence'}`]
  })
