import { subscriber } from '../subscriber.ts'

/** Logs one structured line for each change. The record is activity/{id}, written with the change. */
export default subscriber('activity', async ({ items }, { log }) => {
  for (const item of items) log('NOTICE', `${item.action} ${item.thing}`, { activity: item })
})
