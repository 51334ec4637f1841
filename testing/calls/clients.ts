import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { otto, pages } from './shared.ts'

const params = ({ client }: World) => ({ clientId: client?.id ?? '' })
const action = 'client-manage'
const fields = {
  name: 'Course platform',
  redirectUris: ['https://course.labseat.test/callback'],
  logoutUris: ['https://course.labseat.test/'],
  audience: 'anyone',
  eventId: null,
}

export const clientsCalls: CallsOf<'clients'> = {
  'clients-create': {
    as: otto,
    body: () => fields,
    status: 201,
    refused: [
      {
        what: 'an event that does not exist',
        body: () => ({ ...fields, audience: 'event', eventId: 'nowhere' }),
        code: 'invalid-input',
      },
    ],
  },
  'clients-list': { as: otto, query: pages, status: 200 },
  'clients-get': { as: otto, action, params, status: 200 },
  'clients-update': { as: otto, action, params, body: () => fields, status: 200 },
  'clients-rotate': { as: otto, action, params, status: 200 },
  'clients-delete': { as: otto, action, params, status: 204 },
}
