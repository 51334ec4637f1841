import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath, isReachable, type Program, runCommand, toolsBin, toolsFolder } from './program.ts'

const version = '1.11.4'
const host = 'https://releases.hashicorp.com'

/** SHA-256 of the release for each platform, from https://github.com/hashicorp/homebrew-tap. */
const checksums: Record<string, string> = {
  linux_amd64: '1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc',
  linux_arm64: 'a43d1d0da9b9bab214a8305a39db0e40869572594ccf50c416a7756499143633',
  darwin_amd64: 'a56d5002b9f7647291faccc3dd1a70350e60fb61e4c45037629508b8fdc2575b',
  darwin_arm64: '867e0808fa971217043e25b7a792b10720c79b1546f8a68479b74f138be73e18',
}
const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64' }
const platform = `${process.platform}_${architectures[process.arch] ?? process.arch}`

/** @throws Error if the archive is not the one that was published */
export const verifyChecksum = (archive: Uint8Array, expected: string): void => {
  const actual = createHash('sha256').update(archive).digest('hex')
  if (actual !== expected) throw new Error(`the download has the checksum ${actual} instead of ${expected}`)
}

/** Node cannot unpack a ZIP archive. */
const unpack = async (archive: string, folder: string) => {
  await runCommand('unzip', ['-oq', archive, 'terraform', '-d', folder]).catch(() =>
    runCommand('python3', ['-m', 'zipfile', '-e', archive, folder]),
  )
}

const download = async () => {
  const response = await fetch(`${host}/terraform/${version}/terraform_${version}_${platform}.zip`, {
    signal: AbortSignal.timeout(300_000),
  })
  if (!response.ok) throw new Error(`${host} answers ${response.status}`)
  const archive = new Uint8Array(await response.arrayBuffer())
  verifyChecksum(archive, checksums[platform]!)
  mkdirSync(toolsBin, { recursive: true })
  const folder = mkdtempSync(join(toolsFolder, 'terraform-'))
  try {
    writeFileSync(join(folder, 'terraform.zip'), archive)
    await unpack(join(folder, 'terraform.zip'), folder)
    chmodSync(join(folder, 'terraform'), 0o755)
    renameSync(join(folder, 'terraform'), join(toolsBin, 'terraform'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const terraform: Program = {
  name: 'Terraform',
  find: () => findOnPath('terraform'),
  ways: [{ applies: async () => platform in checksums && (await isReachable(host)), install: download }],
  missing:
    'Clusters are not built: no Terraform was found on PATH. Everything else works; a run ends at once, and its page says why. ' +
    'Get it from https://developer.hashicorp.com/terraform/install (1.11 or newer). It downloads its AWS provider unless LABSEAT_TERRAFORM_MIRROR names a folder that has it; the sandbox needs none.',
}
