import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const clusters = join(import.meta.dirname, '../..')

/** Writes a copy of the sandbox's modules with this `main.tf` of the cluster, and without apps. */
export const writeModules = (folder: string, main: string, outputs = ''): string => {
  for (const stage of ['cluster', 'apps']) {
    mkdirSync(join(folder, stage), { recursive: true })
    cpSync(join(clusters, 'sandbox', stage, 'versions.tf'), join(folder, stage, 'versions.tf'))
    cpSync(join(clusters, 'shared', stage, 'variables.tf'), join(folder, stage, 'variables.tf'))
  }
  writeFileSync(join(folder, 'cluster', 'main.tf'), main)
  writeFileSync(join(folder, 'cluster', 'outputs.tf'), outputs)
  writeFileSync(join(folder, 'apps', 'main.tf'), '')
  return folder
}

/** With `exec` Terraform ends the command and not only its shell. */
const sleepCommand = (seconds: number) => `exec sleep ${seconds}`
/** The first resource is created at once; creating and destroying the second takes `seconds`. */
export const slowMain = (seconds: number) => `
resource "terraform_data" "first" {
  input = var.name
}

resource "terraform_data" "slow" {
  input = terraform_data.first.id

  provisioner "local-exec" {
    command = "${sleepCommand(seconds)}"
  }

  provisioner "local-exec" {
    when    = destroy
    command = "${sleepCommand(seconds)}"
  }
}

resource "terraform_data" "last" {
  input = terraform_data.slow.id
}
`
