const region = (name: string, physical = true) => ({
  name,
  displayName: name,
  metadata: { regionType: physical ? 'Physical' : 'Logical' },
})
export const regions = [
  region('westeurope'),
  region('northeurope'),
  region('eastus'),
  region('europe', false),
]
