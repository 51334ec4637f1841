import type { Role } from '../../contract/people.ts'

export const password = 'labseat-demo'

export interface DemoPerson {
  email: string
  username: string
  firstName: string
  lastName: string
  role: Role
}

const person = (name: string, firstName: string, lastName: string, role: Role = 'member'): DemoPerson => ({
  email: `${name}@labseat.test`,
  username: `${firstName}-${lastName}`
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase(),
  firstName,
  lastName,
  role,
})

/** The people to sign in as come first. The remaining people fill seats. */
export const people = {
  admin: person('admin', 'Astrid', 'Nyholm', 'admin'),
  olga: person('olga', 'Olga', 'Petrenko', 'operator'),
  erik: person('erik', 'Erik', 'Lindqvist'),
  mina: person('mina', 'Mina', 'Haddad'),
  priya: person('priya', 'Priya', 'Raman'),
  tomas: person('tomas', 'Tomás', 'Ferreira'),
  ines: person('ines', 'Inês', 'Carvalho'),
  jonas: person('jonas', 'Jonas', 'Weber'),
  lucia: person('lucia', 'Lucía', 'Ortega'),
  kenji: person('kenji', 'Kenji', 'Mori'),
  amara: person('amara', 'Amara', 'Okafor'),
  noor: person('noor', 'Noor', 'Bakker'),
  sven: person('sven', 'Sven', 'Dahl'),
  chloe: person('chloe', 'Chloé', 'Martin'),
  daniel: person('daniel', 'Daniel', 'Kowalski'),
  leila: person('leila', 'Leila', 'Farahani'),
} as const satisfies Record<string, DemoPerson>

export type Name = keyof typeof people
