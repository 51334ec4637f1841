import type { CallsOf } from './call.ts'

export const avatarsCalls: CallsOf<'avatars'> = {
  'avatars-get': { params: ({ olga }) => ({ uid: olga.uid }), query: { v: '1' }, status: 200 },
}
