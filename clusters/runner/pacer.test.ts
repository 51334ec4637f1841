import { describe, expect, test } from 'vitest'
import {
  contentWaitMs,
  decideBeat,
  nextBeatMs,
  defaultPace as pace,
  recordContent,
  recordQuestion,
  startPostTimes,
  urgentWaitMs,
} from './pacer.ts'

describe('posts with content', () => {
  test('are at least a second apart', () => {
    expect(contentWaitMs(recordContent(10_000), pace, 10_400)).toBe(600)
    expect(contentWaitMs(recordContent(10_000), pace, 11_000)).toBe(0)
  })
  test('wait a moment for more content', () => {
    expect(urgentWaitMs(startPostTimes(0), pace, 100)).toBe(pace.gatherMs)
    expect(urgentWaitMs(recordContent(10_000), pace, 10_400)).toBe(600)
  })
})

describe('a beat', () => {
  const sent = recordContent(10_000)
  test('waits when urgent content comes too early', () =>
    expect(decideBeat(sent, pace, 10_400, true)).toEqual({ action: 'wait', waitMs: 600 }))
  test('sends urgent content', () => expect(decideBeat(sent, pace, 11_000, true)).toEqual({ action: 'send' }))
  test('asks every five seconds whether to stop', () => {
    expect(decideBeat(sent, pace, 14_999, false)).toEqual({ action: 'skip' })
    expect(decideBeat(sent, pace, 15_000, false)).toEqual({ action: 'ask' })
  })
  test('sends other content with the heartbeat, which questions do not delay', () => {
    const afterQuestion = recordQuestion(sent, 34_000)
    expect(decideBeat(afterQuestion, pace, 34_999, false)).toEqual({ action: 'skip' })
    expect(decideBeat(afterQuestion, pace, 35_000, false)).toEqual({ action: 'send' })
  })
  test('a question does not delay content', () =>
    expect(contentWaitMs(recordQuestion(sent, 15_000), pace, 15_001)).toBe(0))
  test('is followed by a beat after a second for urgent content, and otherwise by the next question', () => {
    expect(nextBeatMs(sent, pace, 10_100, true)).toBe(1000)
    expect(nextBeatMs(sent, pace, 10_100, false)).toBe(4900)
    expect(nextBeatMs(sent, pace, 16_000, false)).toBe(0)
  })
})
