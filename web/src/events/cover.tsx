import type { CSSProperties } from 'react'

const hues = [264, 190, 150, 95, 55, 20, 325, 295]

/** A random number generator with the id as its seed, so that an event looks the same everywhere. */
const random = (id: string) => {
  let state = 2166136261
  for (const letter of id) state = Math.imul(state ^ letter.charCodeAt(0), 16777619)
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

type Seat = [x: number, y: number]

/** Rows with an aisle. */
const rows = (aisle: number): Seat[] =>
  Array.from({ length: 8 * 24 }, (_, index): Seat => {
    const column = index % 24
    return [column * 24 + 12 + (column >= aisle ? 24 : 0), Math.floor(index / 24) * 30 + 15]
  })

/** Arcs around a stage. */
const arcs = (stage: number): Seat[] =>
  Array.from({ length: 11 }, (_, ring) => {
    const radius = 70 + ring * 34
    const seats = Math.floor((Math.PI * radius) / 24)
    return Array.from({ length: seats }, (_, seat): Seat => {
      const angle = Math.PI + (Math.PI * (seat + 0.5)) / seats
      return [stage + radius * Math.cos(angle), 262 + radius * Math.sin(angle)]
    })
  }).flat()

/** Tables of six. */
const tables = (shift: number): Seat[] =>
  Array.from({ length: 28 }, (_, index) => {
    const row = Math.floor(index / 7)
    const x = (index % 7) * 96 + (row % 2) * 48 + shift - 30
    return [0, 1, 2, 3, 4, 5].map(
      (seat): Seat => [x + (seat % 3) * 22, row * 64 + 13 + Math.floor(seat / 3) * 26],
    )
  }).flat()

const dots = (seats: Seat[]) => seats.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h.01`).join('')

/** The default picture of an event: a seating plan drawn from the event's id. */
export function Cover({ id, className = '' }: { id: string; className?: string }) {
  const next = random(id)
  const hue = hues[Math.floor(next() * hues.length)]
  const plan = next()
  const seats =
    plan < 0.34
      ? rows(6 + Math.floor(next() * 12))
      : plan < 0.67
        ? arcs(180 + next() * 240)
        : tables(next() * 60)
  const share = 0.25 + next() * 0.3
  const taken: Seat[] = []
  const free: Seat[] = []
  for (const seat of seats) (next() < share ? taken : free).push(seat)
  return (
    <svg
      aria-hidden
      viewBox="0 0 600 240"
      preserveAspectRatio="xMidYMid slice"
      className={`cover ${className}`}
      style={{ '--hue': hue } as CSSProperties}
      fill="none"
      strokeWidth="11"
      strokeLinecap="round"
    >
      <path d={dots(free)} className="cover-free" />
      <path d={dots(taken)} className="cover-taken" />
    </svg>
  )
}
