import type { UseFormRegisterReturn } from 'react-hook-form'
import type { MachineOffering } from '../../../contract/offerings.ts'
import { locale } from '../lib/i18n.ts'
import { t } from '../locales/clusters.ts'
import { Combobox } from '../ui/combobox.tsx'
import { formatDay } from '../ui/time.ts'
import type { RegionOfferings } from './use-offerings.ts'

/** A small machine costs a part of a cent an hour. */
const hourlyPrice = (cents: number): string =>
  new Intl.NumberFormat(locale(), { style: 'currency', currency: 'USD', maximumFractionDigits: 4 }).format(
    cents / 100,
  )

const aboutOf = ({ processors, memoryGib, gpu, architecture }: MachineOffering): string =>
  [
    t('nodes.processors', { count: processors }),
    t('nodes.memory', { size: memoryGib }),
    ...(gpu ? [t('nodes.gpu', { count: gpu.count, model: gpu.model })] : []),
    ...(architecture === 'arm64' ? ['Arm'] : []),
  ].join(' · ')

function MachineRow({ machine }: { machine: MachineOffering }) {
  const { name, hourlyCents } = machine
  return (
    <>
      <span className="flex flex-wrap justify-between gap-x-4">
        <span className="wrap-anywhere font-medium">{name}</span>
        <span className="text-soft text-sm tabular-nums">
          {hourlyCents === undefined
            ? t('nodes.unpriced')
            : t('nodes.hourly', { price: hourlyPrice(hourlyCents) })}
        </span>
      </span>
      <span className="block text-soft text-sm">{aboutOf(machine)}</span>
    </>
  )
}

const toOption = (machine: MachineOffering) => ({
  value: machine.name,
  row: <MachineRow machine={machine} />,
  searchText: `${machine.name} ${aboutOf(machine)}`,
})

/** Where the lists come from, or that the cloud is being asked. */
const hintOf = ({ offerings, state }: RegionOfferings): string => {
  const { machineTypes, machineTypesSource: source, region } = offerings
  if (state === 'asking') return t('offerings.asking')
  if (source.kind === 'cloud') return t('nodes.typeHint', { count: machineTypes.length, region })
  const day = formatDay(`${source.date}T12:00:00.000Z`, 'UTC')
  return t(state === 'failed' ? 'offerings.failed' : 'offerings.table', { day })
}

/** The machine type of the nodes, with what the cloud offers in the region. */
export function MachineTypeField({
  lists,
  field,
  value,
  error,
  onChoose,
}: {
  lists: RegionOfferings
  field: UseFormRegisterReturn
  value: string
  error: string | undefined
  onChoose: (type: string) => void
}) {
  return (
    <Combobox
      label={t('nodes.type')}
      hint={hintOf(lists)}
      error={error}
      field={field}
      value={value}
      options={lists.offerings.machineTypes.map(toOption)}
      listLabel={t('nodes.list')}
      moreText={(count) => t('nodes.more', { count })}
      onChoose={onChoose}
    />
  )
}
