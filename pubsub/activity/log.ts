import { traceField } from '../../server/log.ts'
import { subscriber } from '../subscriber.ts'

/** Logs one structured line for each change. The record is activity/{id}, written with the change. */
export default subscriber('activity', async ({ items }, { log }) => {
  for (const { trace, ...activity } of items)
    log('NOTICE', `${activity.action} ${activity.thing}`, { activity, ...traceField(trace) })
})
