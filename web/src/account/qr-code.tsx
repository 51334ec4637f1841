import encodeQR from 'qr'

/** A reader needs this many empty modules around the code: ISO/IEC 18004, the quiet zone. */
const border = 4

/** A QR code. A screen is clean, so large modules help more than error correction. It is black on white in every theme, because many readers see no inverted code. */
export default function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { border, ecc: 'low' })
  const path = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
      className="size-60 rounded-lg border border-line"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
