import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { sam } from './shared.ts'

const params = ({ signInId }: World) => ({ signInId: signInId ?? '' })

export const signInsCalls: CallsOf<'sign-ins'> = {
  'sign-ins-get': { as: sam, params, status: 200 },
  'sign-ins-answer': { as: sam, params, status: 200 },
}
