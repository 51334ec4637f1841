import { describe, expect, test } from 'vitest'
import {
  contentWaitMs,
  decideBeat,
  nextBeatMs,
  defaultPace as pace,
  pressingWaitMs,
  sentContent,
  sentNothing,
  sentQuestion,
} from './pacer.ts'

describe('posts with content', () => {
  test('are at least a second apart', () => {
    expect(contentWaitMs(sentContent(10_000), pace, 10_400)).toBe(600)
    expect(contentWaitMs(sentContent(10_000), pace, 11_000)).toBe(0)
  })
  test('wait a moment for what comes with them', () => {
    expect(pressingWaitMs(sentNothing(0), pace, 100)).toBe(pace.gatherMs)
    expect(pressingWaitMs(sentContent(10_000), pace, 10_400)).toBe(600)
  })
})

describe('a beat', () => {
  const sent = sentContent(10_000)
  test('waits where something presses too early', () =>
    expect(decideBeat(sent, pace, 10_400, true)).toEqual({ action: 'wait', waitMs: 600 }))
  test('sends what presses', () => expect(decideBeat(sent, pace, 11_000, true)).toEqual({ action: 'send' }))
  test('asks every five seconds whether to stop', () => {
    expect(decideBeat(sent, pace, 14_999, false)).toEqual({ action: 'skip' })
    expect(decideBeat(sent, pace, 15_000, false)).toEqual({ action: 'ask' })
  })
  test('sends with the heartbeat what does not press, and questions do not put it off', () => {
    const asked = sentQuestion(sent, 34_000)
    expect(decideBeat(asked, pace, 34_999, false)).toEqual({ action: 'skip' })
    expect(decideBeat(asked, pace, 35_000, false)).toEqual({ action: 'send' })
  })
  test('a question does not put off content', () =>
    expect(contentWaitMs(sentQuestion(sent, 15_000), pace, 15_001)).toBe(0))
  test('is followed by one in a second where something presses, and else by the next question', () => {
    expect(nextBeatMs(sent, pace, 10_100, true)).toBe(1000)
    expect(nextBeatMs(sent, pace, 10_100, false)).toBe(4900)
    expect(nextBeatMs(sent, pace, 16_000, false)).toBe(0)
  })
})
