import { subscriber } from '../subscriber.ts'

/** One structured line a change. The record itself is activity/{id}, written with the change. */
export default subscriber('activity', async ({ items }, { log }) => {
  for (const item of items) log('NOTICE', `${item.action} ${item.thing}`, { activity: item })
})
