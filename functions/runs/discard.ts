import { runsDiscard } from '../../contract/runs.ts'
import { endpoint } from '../endpoint.ts'
import { answerPlan } from './_answer-plan.ts'

export default endpoint(runsDiscard, async ({ params, caller, now, commit }) => ({
  status: 200,
  body: await answerPlan('discard', { ...params, caller, now, commit }),
}))
