import { runsApprove } from '../../contract/runs.ts'
import { endpoint } from '../endpoint.ts'
import { answerPlan } from './_answer-plan.ts'

export default endpoint(runsApprove, async ({ params, caller, now, commit }) => ({
  status: 202,
  body: await answerPlan('approve', { ...params, caller, now, commit }),
}))
