import { lintSource } from '@secretlint/core'
import { creator } from '@secretlint/secretlint-rule-preset-recommend'
import type { Blob } from './history.ts'

export type FoundSecret = { path: string; blob: string; rule: string; line: number }

const rules = [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }]

/** The secrets in files, by secretlint's recommended rules. The result names places and never a secret. */
export const findSecrets = async (blobs: readonly Blob[]): Promise<FoundSecret[]> => {
  const results: FoundSecret[] = []
  for (const { id, path, text } of blobs) {
    const { messages } = await lintSource({
      source: { filePath: path, content: text, contentType: 'text', ext: '' },
      options: { config: { rules }, maskSecrets: true },
    })
    for (const { ruleId, messageId, loc } of messages)
      results.push({
        path,
        blob: id.slice(0, 12),
        rule: `${ruleId.replace('@secretlint/secretlint-rule-', '')} ${messageId}`,
        line: loc.start.line,
      })
  }
  return results
}
