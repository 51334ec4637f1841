import type { Platform } from '../contract/cloud-credentials.ts'

/** Families with GPUs of NVIDIA: https://docs.aws.amazon.com/ec2/latest/instancetypes/ac.html. The GPUs of g4ad are from AMD. */
const awsPattern = /^(?:p\d|g\d|gr\d)(?!ad)[a-z]*(?:-[a-z0-9]+)?\./
/** https://learn.microsoft.com/azure/virtual-machines/sizes/overview. NG, NVv4 and types with an MI have GPUs of AMD. */
const azurePattern = /^Standard_(?:NC|NCC|ND|NV)\d/
const azureWithAmd = /_MI\d|^Standard_NV\d+as_v4$/

/**
 * Whether the nodes have GPUs of NVIDIA that Kubernetes cannot use without a plugin. The plan of the services needs the answer before the cloud
 * has the nodes. GKE installs the plugin itself.
 */
export const needsDevicePlugin = (platform: Platform, type: string): boolean => {
  switch (platform) {
    case 'aws':
      return awsPattern.test(type)
    case 'azure':
      return azurePattern.test(type) && !azureWithAmd.test(type)
    case 'gcp':
    case 'sandbox':
      return false
  }
}
