import { waitUntil } from './wait-until.ts'

/** The code of the last text message of the Auth emulator. */
export const textedCode = async (number: string, not?: string): Promise<string> => {
  const { FIREBASE_AUTH_EMULATOR_HOST: host, GOOGLE_CLOUD_PROJECT: project } = process.env
  return waitUntil('a text message', async () => {
    const response = await fetch(`http://${host}/emulator/v1/projects/${project}/verificationCodes`)
    const { verificationCodes } = (await response.json()) as {
      verificationCodes: { phoneNumber: string; code: string }[]
    }
    const code = verificationCodes.filter(({ phoneNumber }) => phoneNumber === number).at(-1)?.code
    return code !== not && code
  })
}
