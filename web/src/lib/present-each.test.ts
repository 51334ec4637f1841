import { expect, test, vi } from 'vitest'
import type { EventDocument } from '../../../contract/events.ts'
import { presentEvent } from '../../../domain/events.ts'
import { noStars } from '../../../domain/reviews.ts'
import { presentEach } from './present-each.ts'

test('a document that cannot be read is reported and left out of a live list', () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  const damaged = { id: 'damaged', title: 'No stars' } as unknown as EventDocument & { id: string }
  const whole = { ...damaged, id: 'whole', stars: noStars }
  const shown = presentEach([damaged, whole], (event) => presentEvent(event.id, event as never))
  expect(shown.map(({ id }) => id)).toEqual(['whole'])
  expect(report).toHaveBeenCalledWith(expect.any(Error), 'damaged')
})
