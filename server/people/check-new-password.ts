import type { Log } from '../log.ts'
import { Problem } from '../problem.ts'
import { isBreached } from './breached-passwords.ts'

let commonPasswords: Promise<ReadonlySet<string>> | undefined
/** About 50,000 leaked passwords, the most frequent first. Loading takes 50 ms, so it waits until a password is set. */
const loadCommonPasswords = () => {
  commonPasswords ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  )
  return commonPasswords
}

/** Throws for a short, common or leaked password. @param unchanged a sentence for the person, which says that nothing was changed */
export const checkNewPassword = async (
  password: string,
  field: string,
  unchanged: string,
  log: Log,
): Promise<void> => {
  if ([...password].length < 8)
    throw new Problem('password-too-short', `Use at least 8 characters. ${unchanged}`, {
      fields: [{ path: field, message: 'Use at least 8 characters.' }],
    })
  if ((await loadCommonPasswords()).has(password.toLowerCase()))
    throw new Problem('password-too-common', `This is one of the most common passwords. ${unchanged}`, {
      fields: [{ path: field, message: 'Many people use this password. Choose another one.' }],
    })
  if (await isBreached(password, log))
    throw new Problem('password-too-common', `This password was leaked somewhere. ${unchanged}`, {
      fields: [{ path: field, message: 'Somebody leaked this password. Choose another one.' }],
    })
}
