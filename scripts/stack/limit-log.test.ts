import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { limitLog } from './limit-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'labseat-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a log that is too large moves to a second file, and its writer continues', () => {
  const file = join(folder, 'part.log')
  const writer = openSync(file, 'a')
  writeSync(writer, 'first line\n')
  limitLog(file, 20)
  expect(readFileSync(file, 'utf8')).toBe('first line\n')
  writeSync(writer, 'second line\n')
  limitLog(file, 20)
  writeSync(writer, 'third line\n')
  closeSync(writer)
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('first line\nsecond line\n')
  expect(readFileSync(file, 'utf8')).toBe('third line\n')
})

test('a part that has no log yet is left alone', () => {
  expect(() => limitLog(join(folder, 'none.log'))).not.toThrow()
})
