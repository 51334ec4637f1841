import { crc32 } from 'node:zlib'

/**
 * The JAR of the Google Cloud SDK's Firestore emulator names no main class, so `java -jar`, which is how
 * firebase-tools starts it, fails. This JAR holds only a manifest that names the class and the path of the SDK's JAR.
 */
export function manifestJar(mainClass: string, classPath: URL): Buffer {
  const lines = ['Manifest-Version: 1.0', `Main-Class: ${mainClass}`, `Class-Path: ${classPath.href}`]
  return storedZip('META-INF/MANIFEST.MF', `${lines.map(wrapLine).join('\r\n')}\r\n`)
}

/** A manifest's lines have at most 72 bytes. A continuation line begins with a space. */
function wrapLine(line: string): string {
  return [line.slice(0, 72), ...(line.slice(72).match(/.{1,71}/g) ?? []).map((part) => ` ${part}`)].join(
    '\r\n',
  )
}

/** A ZIP archive of one file without compression (APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16). */
function storedZip(name: string, content: string): Buffer {
  const file = Buffer.from(name)
  const data = Buffer.from(content)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(0x21, 8)
  common.writeUInt32LE(crc32(data), 10)
  common.writeUInt32LE(data.length, 14)
  common.writeUInt32LE(data.length, 18)
  common.writeUInt16LE(file.length, 22)

  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, file, data])
  const directory = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, Buffer.alloc(14), file])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, directory, end])
}
