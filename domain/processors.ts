/**
 * Virtual processors of a machine type, which the name says: Azure's first number (https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions),
 * Google's last (https://cloud.google.com/compute/docs/machine-resource). Undefined where it doesn't.
 */
export const processorsOf = (platform: 'azure' | 'gcp', type: string): number | undefined => {
  const found = platform === 'azure' ? /^Standard_[A-Z]+(\d+)/.exec(type) : /^[a-z]\w*-\w+-(\d+)$/.exec(type)
  return found ? Number(found[1]) : undefined
}
