import { Problem } from '../problem.ts'

let commonest: Promise<ReadonlySet<string>> | undefined
/** Some 50,000 passwords in the order of how often leaks have them. Read only where a password is set: it takes 50 ms. */
const commonPasswords = () => {
  commonest ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  )
  return commonest
}

/** Refuses a password that anybody would guess. `kept` says what became of the request. */
export const checkNewPassword = async (password: string, field: string, kept: string): Promise<void> => {
  if (password.length < 8)
    throw new Problem('password-too-short', `Use at least 8 characters. ${kept}`, {
      fields: [{ path: field, message: 'At least 8 characters.' }],
    })
  if ((await commonPasswords()).has(password.toLowerCase()))
    throw new Problem('password-too-common', `This is one of the passwords that are tried first. ${kept}`, {
      fields: [{ path: field, message: 'Too many people use this one. Choose another.' }],
    })
}
