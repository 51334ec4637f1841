import { labsStop } from '../../contract/labs.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'
import { changeServer } from './_change-place.ts'

export default endpoint(labsStop, async ({ params, caller, now, commit }) => {
  await changeServer(params, caller, 'stop', { now, commit })
  return empty(204)
})
