import { runsApprove } from '../../contract/runs.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { answerPlan } from './_answer-plan.ts'

export default endpoint(runsApprove, async ({ params, caller, now, commit }) =>
  json(202, await answerPlan('approve', { ...params, caller, now, commit })),
)
