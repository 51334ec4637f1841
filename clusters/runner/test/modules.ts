import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const clusters = join(import.meta.dirname, '../..')

/** Writes modules for a test: the sandbox's with this `main.tf` for the cluster, and without apps. */
export const modulesWith = (folder: string, main: string, outputs = ''): string => {
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

/** Replaces the shell, or Terraform would end the shell and not the command. */
const sleep = (seconds: number) => `exec sleep ${seconds}`
/** The first resource is created at once; creating and destroying the second takes `seconds`. */
export const slowly = (seconds: number) => `
resource "terraform_data" "first" {
  input = var.name
}

resource "terraform_data" "slow" {
  input = terraform_data.first.id

  provisioner "local-exec" {
    command = "${sleep(seconds)}"
  }

  provisioner "local-exec" {
    when    = destroy
    command = "${sleep(seconds)}"
  }
}

resource "terraform_data" "last" {
  input = terraform_data.slow.id
}
`
