import { labsReset } from '../../contract/labs.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'
import { changeServer } from './_change-place.ts'

export default endpoint(labsReset, async ({ params, caller, now, commit }) => {
  await changeServer(params, caller, 'reset', { now, commit })
  return empty(204)
})
