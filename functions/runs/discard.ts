import { runsDiscard } from '../../contract/runs.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { answerPlan } from './_answer-plan.ts'

export default endpoint(runsDiscard, async ({ params, caller, now, commit }) =>
  json(200, await answerPlan('discard', { ...params, caller, now, commit })),
)
