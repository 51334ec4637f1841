import { expect, test } from 'vitest'
import { activityItem } from '../contract/activity.ts'
import { presentActivity, thingsOf } from './activity.ts'

test('a search finds an activity by its document and by each parent', () => {
  expect(thingsOf('events/e/registrations/r')).toEqual([
    'events',
    'events/e',
    'events/e/registrations',
    'events/e/registrations/r',
  ])
  expect(thingsOf('people/ada')).toEqual(['people', 'people/ada'])
})

test('the API form of an activity adds its id', () => {
  const stored = {
    actorId: 'ada',
    action: 'events-create',
    thing: 'events/e',
    at: '2031-05-01T09:00:00.000Z',
    requestId: 'r1',
  }
  const presented = presentActivity('a1', stored)
  expect(presented).toEqual({ ...stored, id: 'a1' })
  expect(activityItem.parse(presented)).toEqual(presented)
})
