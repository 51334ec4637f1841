/**
 * Virtual processors of a machine type, read from its name: Azure's first number (https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions),
 * Google's last (https://cloud.google.com/compute/docs/machine-resource). Undefined for other names.
 */
export const processorsOf = (platform: 'azure' | 'gcp', type: string): number | undefined => {
  const match = platform === 'azure' ? /^Standard_[A-Z]+(\d+)/.exec(type) : /^[a-z]\w*-\w+-(\d+)$/.exec(type)
  return match ? Number(match[1]) : undefined
}
