import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const sandbox = join(import.meta.dirname, '../../sandbox')

/** Modules of a test's own: the sandbox's, with another `main.tf` for the cluster and no apps but in name. */
export const modulesWith = (folder: string, main: string, outputs = ''): string => {
  for (const stage of ['cluster', 'apps']) {
    mkdirSync(join(folder, stage), { recursive: true })
    for (const file of ['versions.tf', 'variables.tf'])
      cpSync(join(sandbox, stage, file), join(folder, stage, file))
  }
  writeFileSync(join(folder, 'cluster', 'main.tf'), main)
  writeFileSync(join(folder, 'cluster', 'outputs.tf'), outputs)
  writeFileSync(join(folder, 'apps', 'main.tf'), '')
  return folder
}

/** In the shell's place, or Terraform would end the shell and not what it waits for. */
const words = (seconds: number) => `exec sleep ${seconds}`
/** One is there at once; the next takes its time, to be made and to be destroyed. */
export const slowly = (seconds: number) => `
resource "terraform_data" "first" {
  input = var.name
}

resource "terraform_data" "slow" {
  input = terraform_data.first.id

  provisioner "local-exec" {
    command = "${words(seconds)}"
  }

  provisioner "local-exec" {
    when    = destroy
    command = "${words(seconds)}"
  }
}

resource "terraform_data" "last" {
  input = terraform_data.slow.id
}
`
