import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../clusters/runner/free-port.ts'
import { waitUntil } from './wait-until.ts'

const call = promisify(execFile)

/** The example key of AWS's documentation. */
export const exampleKeys = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}

/** Starts a simulated AWS that is empty. */
export const startMoto = async (moto: string) => {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const simulated = spawn(
    moto,
    [join(import.meta.dirname, '../clusters/runner/test/simulated_aws.py'), String(port)],
    {
      stdio: 'ignore',
      env: {
        ...process.env,
        MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      },
    },
  )
  await waitUntil(
    'the simulated AWS answers',
    () =>
      fetch(`${address}/moto-api/data.json`).then(
        ({ ok }) => ok,
        () => false,
      ),
    60,
  )
  return { address, close: () => simulated.kill() }
}

/** Starts a simulated AWS for the tests of one file, with a bucket for states. */
export const startSimulatedAws = async (moto: string, region: string, bucket: string) => {
  const { address, close } = await startMoto(moto)
  /** Calls it with the AWS CLI, without any code of the product. */
  const aws = async <T>(...args: string[]): Promise<T> => {
    const { stdout } = await call('aws', [...args, '--region', region, '--output', 'json'], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        AWS_ACCESS_KEY_ID: exampleKeys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: exampleKeys.secretAccessKey,
        AWS_CONFIG_FILE: '/dev/null',
        AWS_ENDPOINT_URL: address,
      },
    })
    return JSON.parse(stdout || '{}')
  }
  await aws(
    ...['s3api', 'create-bucket', '--bucket', bucket],
    ...['--create-bucket-configuration', `LocationConstraint=${region}`],
  )
  return { address, aws, close }
}
export type SimulatedAws = Awaited<ReturnType<typeof startSimulatedAws>>
