import { beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import type { Review } from '../../contract/reviews.ts'
import { db, documents } from '../../server/documents.ts'
import { grpc } from '../../server/problem.ts'
import { anonymizeReviews } from '../../server/reviews/anonymize-reviews.ts'
import { countStars } from '../../server/reviews/review.ts'
import { api } from '../../testing/api.ts'
import { inHours, publishEvent } from '../../testing/events.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { noticesOf } from '../../testing/registrations.ts'
import { assertReviewsAgree, beginEvent } from '../../testing/reviews.ts'
import { waitUntilSettled } from '../../testing/seats.ts'

let olga: Person
let ada: Person
let bo: Person
beforeAll(async () => {
  ;[olga, ada, bo] = (await createCrowd(3, 'Olga', 'Ada', 'Bo')) as [Person, Person, Person]
})

const createCrowd = (size: number, ...names: string[]) =>
  Promise.all(Array.from({ length: size }, (_, index) => asPerson(names[index] ?? `P${index}`)))
/** Creates an event of Olga that has begun, with seats for these people. */
const holdEvent = async (people: Person[]): Promise<string> => {
  const { id } = await publishEvent(olga, { capacity: people.length + 1 })
  await beginEvent(id, people)
  return id
}
const writeReview = (person: Person, event: string, rating: number, comment?: string) =>
  api<Review>('POST', `/v1/events/${event}/reviews`, { rating, comment }, person)
const removeReview = (person: Person, event: string, whose = 'me') =>
  api('DELETE', `/v1/events/${event}/reviews/${whose}`, undefined, person)
const listReviews = async (event: string, query = '') =>
  (await api<{ items: Review[]; nextCursor?: string }>('GET', `/v1/events/${event}/reviews${query}`)).body
const ratingOf = async (event: string) => {
  const { body } = await api<Event>('GET', `/v1/events/${event}`)
  return { ...body.rating, stars: Object.values(body.stars) }
}
const statuses = (answers: { status: number }[]) => [...new Set(answers.map(({ status }) => status))]

describe('a review', () => {
  test('can be written, changed and removed, and the event shows it', async () => {
    const event = await holdEvent([ada, bo])
    const first = await writeReview(ada, event, 4, '  We built it.\n\nTwice.  ')
    expect(first.status).toBe(201)
    expect(first.body).toEqual({
      id: ada.uid,
      userId: ada.uid,
      authorName: 'Ada Labseat',
      rating: 4,
      comment: 'We built it.\n\nTwice.',
      createdAt: expect.any(String),
      updatedAt: first.body.createdAt,
    })
    expect(await writeReview(bo, event, 1)).toMatchObject({ status: 201, body: { comment: '' } })
    expect(await ratingOf(event)).toEqual({ count: 2, average: 2.5, stars: [1, 0, 0, 1, 0] })

    const second = await writeReview(ada, event, 5, 'Better the day after.')
    expect(second.status).toBe(200)
    expect(second.body).toMatchObject({ rating: 5, createdAt: first.body.createdAt })
    expect(second.body.updatedAt > first.body.updatedAt).toBe(true)
    expect(await ratingOf(event)).toEqual({ count: 2, average: 3, stars: [1, 0, 0, 0, 1] })
    expect((await listReviews(event)).items.map((review) => review.id)).toEqual([bo.uid, ada.uid])

    expect((await removeReview(bo, event)).status).toBe(204)
    expect((await removeReview(bo, event)).status).toBe(404)
    expect(await ratingOf(event)).toEqual({ count: 1, average: 5, stars: [0, 0, 0, 0, 1] })
    expect((await listReviews(event)).items).toEqual([second.body])
    await assertReviewsAgree(db, event)
  })

  test('is recorded in the activity log with its author', async () => {
    const event = await holdEvent([ada])
    const { headers } = await writeReview(ada, event, 4)
    expect((await documents.activity(headers.get('x-request-id')!).get()).data()).toMatchObject({
      actorId: ada.uid,
      action: 'reviews-create',
      thing: `events/${event}/reviews/${ada.uid}`,
    })
  })

  test('sends the organiser one notice a day and event', async () => {
    const people = await createCrowd(8)
    const event = await holdEvent(people)
    for (const person of people) await writeReview(person, event, 4)
    const notices = (await noticesOf(olga.uid, 'new-review')).filter((id) => id.includes(event))
    expect(notices).toEqual([`new-review_${event}_${new Date().toISOString().slice(0, 10)}`])
    const notice = documents.notifications(olga.uid).doc(notices[0]!)
    expect((await notice.get()).data()).toMatchObject({ kind: 'new-review', link: `/events/${event}` })
    await notice.delete()
    await writeReview(people[0]!, event, 5, 'A second thought.')
    expect((await notice.get()).exists).toBe(false)
  })

  test('of any author can be removed by an admin', async () => {
    const root = await asPerson('Root', { role: 'admin' })
    const event = await holdEvent([ada])
    await writeReview(ada, event, 1, 'Buy my book.')
    expect((await removeReview(root, event, ada.uid)).status).toBe(204)
    expect(await ratingOf(event)).toMatchObject({ count: 0, average: null })
  })
})

describe('a review is refused', () => {
  test('if the person gave the seat up before the start, and accepted if later', async () => {
    const { id } = await publishEvent(olga, { capacity: 2 })
    for (const person of [ada, bo]) await api('POST', `/v1/events/${id}/registrations`, undefined, person)
    await waitUntilSettled(db, id)
    const early = await writeReview(bo, id, 5)
    expect(early.body).toMatchObject({ status: 409, code: 'event-not-begun' })
    const giveUp = (person: Person) => api('DELETE', `/v1/events/${id}/registrations/me`, undefined, person)
    await giveUp(ada)
    await waitUntilSettled(db, id)
    await documents.event(id).update({ startsAt: new Date(inHours(0)) as never })
    await giveUp(bo)
    expect((await writeReview(ada, id, 5)).body).toMatchObject({ status: 403, code: 'no-seat' })
    expect((await writeReview(bo, id, 5)).status).toBe(201)
    await waitUntilSettled(db, id)
    expect((await writeReview(bo, id, 4)).status).toBe(200)
  })

  test('if the person stayed on the waiting list', async () => {
    const event = await holdEvent([ada])
    const waitlisted = { ...(await documents.registration(event, ada.uid).get()).data()!, userId: bo.uid }
    await documents
      .registration(event, bo.uid)
      .create({ ...waitlisted, state: 'waitlisted', holdsSeat: false, lineNumber: 1 })
    expect((await writeReview(bo, event, 5)).body).toMatchObject({ status: 403, code: 'no-seat' })
  })

  test('from the organisers of the event, also if they have a seat', async () => {
    const event = await holdEvent([olga, ada, bo])
    await documents.event(event).update({ organiserIds: [olga.uid, bo.uid] })
    for (const organiser of [olga, bo])
      expect((await writeReview(organiser, event, 5)).body).toMatchObject({ status: 403, code: 'forbidden' })
    expect(await ratingOf(event)).toMatchObject({ count: 0 })
    expect((await writeReview(ada, event, 1)).status).toBe(201)
  })

  test('if the event is cancelled, and earlier reviews stay', async () => {
    const event = await holdEvent([ada, bo])
    await writeReview(ada, event, 4)
    await documents.event(event).update({ state: 'cancelled' })
    expect((await writeReview(bo, event, 5)).body).toMatchObject({ status: 409, code: 'conflict' })
    expect((await listReviews(event)).items).toHaveLength(1)
    expect((await removeReview(ada, event)).status).toBe(204)
    await assertReviewsAgree(db, event)
  })

  test.each([
    ['no stars', { rating: 0 }],
    ['6 stars', { rating: 6 }],
    ['half a star', { rating: 4.5 }],
    ['stars as text', { rating: '5' }],
    ['2,001 characters', { rating: 5, comment: 'a'.repeat(2001) }],
  ])('if it has %s', async (_, body) => {
    const event = await holdEvent([ada])
    expect((await api('POST', `/v1/events/${event}/reviews`, body, ada)).status).toBe(400)
    expect((await writeReview(ada, event, 5, 'a'.repeat(2000))).status).toBe(201)
  })
})

test('reviews are listed in pages, newest first, and can be filtered by stars', async () => {
  const people = await createCrowd(5)
  const event = await holdEvent(people)
  for (const [index, person] of people.entries())
    await writeReview(person, event, 1 + (index % 2), `${index}`)
  const first = await listReviews(event, '?limit=3')
  const second = await listReviews(event, `?limit=3&cursor=${first.nextCursor}`)
  expect([...first.items, ...second.items].map((review) => review.comment)).toEqual(['4', '3', '2', '1', '0'])
  expect(second.nextCursor).toBeUndefined()
  expect((await listReviews(event, '?rating=2')).items.map((review) => review.comment)).toEqual(['3', '1'])
  for (const rating of ['0', '6', '1.5', 'x'])
    expect((await api('GET', `/v1/events/${event}/reviews?rating=${rating}`)).status).toBe(400)
})

describe('fifty simultaneous requests', () => {
  test('of fifty people are all counted, and the counts match the reviews at every moment', async () => {
    const people = await createCrowd(50)
    const event = await holdEvent(people)
    let writing = true
    const watch = (async () => {
      let looks = 0
      for (; writing; looks++) await assertReviewsAgree(db, event)
      return looks
    })()
    const all = <T>(act: (person: Person, index: number) => Promise<T>) => Promise.all(people.map(act))
    const writeReplies = await all((person, index) => writeReview(person, event, 1 + (index % 5)))
    expect(statuses(writeReplies)).toEqual([201])
    expect(await ratingOf(event)).toEqual({ count: 50, average: 3, stars: [10, 10, 10, 10, 10] })

    // Meanwhile the organiser changes the event, and a cancelled seat is settled.
    const [editReplies, ...otherReplies] = await Promise.all([
      all((person) => writeReview(person, event, 5, 'After all.')),
      api('PATCH', `/v1/events/${event}`, { description: 'We met in Room 5.' }, olga),
      api('PATCH', `/v1/events/${event}`, { capacity: 60 }, olga),
      api('DELETE', `/v1/events/${event}/registrations/me`, undefined, people[0]),
    ])
    expect(statuses(editReplies)).toEqual([200])
    expect(statuses(otherReplies)).toEqual([200])
    expect(await waitUntilSettled(db, event)).toMatchObject({ capacity: 60, seatsTaken: 49 })
    expect(await ratingOf(event)).toEqual({ count: 50, average: 5, stars: [0, 0, 0, 0, 50] })

    const removeReplies = await all((person, index) =>
      index % 2 ? removeReview(person, event) : writeReview(person, event, 2),
    )
    expect(statuses(removeReplies).sort()).toEqual([200, 204])
    writing = false
    expect(await watch).toBeGreaterThan(0)
    expect(await assertReviewsAgree(db, event)).toEqual({ 1: 0, 2: 25, 3: 0, 4: 0, 5: 0 })
  })

  test('of one person store one review, which is counted once', async () => {
    const event = await holdEvent([ada])
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => writeReview(ada, event, 1 + (index % 5))),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(statuses(answers).sort()).toEqual([200, 201])
    const [review] = (await listReviews(event)).items
    expect(await assertReviewsAgree(db, event)).toEqual({
      ...{ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
      [review!.rating]: 1,
    })
  })

  test('that edit and remove one review keep the counts right', async () => {
    for (let round = 0; round < 5; round++) {
      const event = await holdEvent([ada])
      await writeReview(ada, event, 3)
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          index % 3 === 0 ? removeReview(ada, event) : writeReview(ada, event, 1 + (index % 5)),
        ),
      )
      for (const { status } of answers) expect([200, 201, 204, 404]).toContain(status)
      const stars = await assertReviewsAgree(db, event)
      const count = (await listReviews(event)).items.length
      expect(Object.values(stars).reduce((sum, votes) => sum + votes)).toBe(count)
    }
  })
})

describe('two simultaneous edits of one review', () => {
  /** Reads a review, waits for `meanwhile`, and then changes the review to one star. */
  const edit = async (event: string, guarded: boolean, meanwhile: () => Promise<unknown>) => {
    const ref = documents.review(event, ada.uid)
    const snapshot = await ref.get()
    await meanwhile()
    const batch = db.batch()
    if (guarded) batch.update(ref, { rating: 1 }, { lastUpdateTime: snapshot.updateTime! })
    else batch.update(ref, { rating: 1 })
    countStars(batch, event, snapshot.data()!.rating, 1)
    await batch.commit()
  }

  test.each([true, false])(
    'are counted right only with a precondition on the review (%s)',
    async (guarded) => {
      const event = await holdEvent([ada])
      await writeReview(ada, event, 3)
      const attempt = edit(event, guarded, () => writeReview(ada, event, 5))
      if (guarded) {
        await expect(attempt).rejects.toMatchObject({ code: grpc.failedPrecondition })
        await assertReviewsAgree(db, event)
      } else {
        // The twin: without the precondition, the counts become wrong.
        await attempt
        await expect(assertReviewsAgree(db, event)).rejects.toThrow(
          'reviews are 1, 0, 0, 0, 0, it says 1, 0, -1, 0, 1',
        )
      }
    },
  )
})

describe('a member who leaves', () => {
  test('keeps no name in their reviews, which stay and are still counted', async () => {
    const leaving = await asPerson('Lea')
    const events = await Promise.all([holdEvent([leaving, ada]), holdEvent([leaving])])
    for (const event of events) await writeReview(leaving, event, 2, 'Too long.')
    await writeReview(ada, events[0]!, 5)
    const [reviewsBefore] = await Promise.all(events.map((event) => listReviews(event)))
    await anonymizeReviews(leaving.uid)
    await anonymizeReviews(leaving.uid)
    for (const event of events) {
      const { items } = await listReviews(event)
      const formerReview = items.find((review) => review.comment === 'Too long.')!
      expect(formerReview).toMatchObject({ userId: null, authorName: 'Former member', rating: 2 })
      expect(JSON.stringify(items)).not.toMatch(new RegExp(`${leaving.uid}|Lea `))
      expect((await documents.review(event, leaving.uid).get()).exists).toBe(false)
      await assertReviewsAgree(db, event)
    }
    expect((await listReviews(events[0]!)).items.map((review) => review.createdAt)).toEqual(
      reviewsBefore!.items.map((review) => review.createdAt),
    )
    const root = await asPerson('Root', { role: 'admin' })
    const [formerReview] = (await listReviews(events[1]!)).items
    expect((await removeReview(root, events[1]!, formerReview!.id)).status).toBe(204)
    await assertReviewsAgree(db, events[1]!)
  })

  test('while writing a review leaves no name and no wrong count', async () => {
    const leaving = await asPerson('Lea')
    const event = await holdEvent([leaving])
    await writeReview(leaving, event, 2)
    await Promise.all([
      anonymizeReviews(leaving.uid),
      ...[3, 4, 5].map((rating) => writeReview(leaving, event, rating)),
    ])
    await anonymizeReviews(leaving.uid)
    const { items } = await listReviews(event)
    for (const item of items) expect(item).toMatchObject({ userId: null, authorName: 'Former member' })
    await assertReviewsAgree(db, event)
  })
})
