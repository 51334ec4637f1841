import { usersSetRole } from '../../contract/users.ts'
import { presentUser } from '../../domain/people.ts'
import { changeAccess } from '../../server/people/change-access.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Changes a person's role, and the owner of clusters that nobody but admins could manage then. The change applies at once: guard and rules read access/{uid} each time, and open pages listen to it. */
export default endpoint(usersSetRole, async ({ params, body, caller, now, requestId, commit }) => {
  const { person, access } = await changeAccess({
    uid: params.uid,
    by: caller.uid,
    change: { role: body.role },
    takesClusters: body.clusters === 'take-over',
    id: requestId,
    now,
    save: (batch, thing, details) => commit(batch, thing, { details }),
  })
  return json(200, presentUser(person, access))
})
