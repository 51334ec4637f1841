import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** One element of DER (ITU-T X.690), the encoding of certificates: tag, length, content. */
const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const lengthOctets =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...lengthOctets]), content])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const set = (...parts: Buffer[]) => der(0x31, ...parts)
const explicit = (number: number, ...parts: Buffer[]) => der(0xa0 + number, ...parts)
const integer = (bytes: Buffer) => der(0x02, bytes)
const octets = (...parts: Buffer[]) => der(0x04, ...parts)
const bits = (bytes: Buffer) => der(0x03, Buffer.from([0]), bytes)
const yes = der(0x01, Buffer.from([0xff]))
const text = (value: string) => der(0x0c, Buffer.from(value))
const time = (at: Date) => der(0x18, Buffer.from(at.toISOString().replace(/[-:T]|\.\d+/g, '')))

/** An object identifier, from its encoded bytes. */
const id = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const ecdsaWithSha256 = id('2a8648ce3d040302')
const commonName = id('550403')
const subjectAltName = id('551d11')
const basicConstraints = id('551d13')

/** A self-signed certificate for `localhost` and 127.0.0.1 that is valid for a year. Node.js cannot create one, and not every machine has openssl. */
export const selfSigned = (now = Date.now()): { cert: string; key: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const names = sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))
  // A clear first bit makes the number positive. A set second bit prevents a leading zero byte, which DER does not allow.
  const serial = randomBytes(16)
  serial[0] = (serial[0]! & 0x7f) | 0x40
  // A client finds an issuer by its name. With a shared name, a client that trusts two stacks could check against the wrong certificate.
  const name = sequence(
    set(sequence(commonName, text(`Labseat, simulated clouds ${serial.toString('hex')}`))),
  )
  const contents = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(serial),
    sequence(ecdsaWithSha256),
    name,
    sequence(time(new Date(now - 3_600_000)), time(new Date(now + 365 * 86_400_000))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(
      3,
      sequence(
        sequence(basicConstraints, yes, octets(sequence(yes))),
        sequence(subjectAltName, octets(names)),
      ),
    ),
  )
  const certificate = sequence(
    contents,
    sequence(ecdsaWithSha256),
    bits(sign('sha256', contents, privateKey)),
  )
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
