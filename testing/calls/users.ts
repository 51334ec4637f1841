import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { adam, pages } from './shared.ts'

const ofSam = ({ sam }: World) => ({ uid: sam.uid })
const ofAdam = ({ adam }: World) => ({ uid: adam.uid })

export const usersCalls: CallsOf<'users'> = {
  'users-list': {
    as: adam,
    query: { ...pages, query: 'sam', role: 'member', suspended: 'false' },
    status: 200,
  },
  'users-set-role': {
    as: adam,
    params: ofSam,
    body: () => ({ role: 'operator', clusters: 'take-over' }),
    status: 200,
    refused: [
      { what: 'one’s own role', params: ofAdam, body: () => ({ role: 'admin' }), code: 'forbidden' },
      {
        what: 'a person with clusters',
        params: ({ otto }) => ({ uid: otto.uid }),
        body: () => ({ role: 'member' }),
        code: 'owns-clusters',
      },
    ],
  },
  'users-suspend': {
    as: adam,
    params: ofSam,
    body: () => ({ suspended: true }),
    status: 200,
    refused: [
      {
        what: 'one’s own suspension',
        params: ofAdam,
        body: () => ({ suspended: false }),
        code: 'forbidden',
      },
    ],
  },
}
