import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const terraformMissing =
  'Clusters are not built: no Terraform was found on PATH. Everything else works; a run ends at once, and its page says why. ' +
  'Get it from https://developer.hashicorp.com/terraform/install (1.11 or newer). It downloads its AWS provider unless LABSEAT_TERRAFORM_MIRROR names a folder that has it; the sandbox needs none.'

/** Whether runners find Terraform. They get this PATH. */
export const hasTerraform = (path = process.env.PATH ?? ''): boolean =>
  path.split(delimiter).some((folder) => folder && existsSync(join(folder, 'terraform')))
