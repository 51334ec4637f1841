import { readFileSync } from 'node:fs'
import { startClouds } from './clouds.ts'

// `node scripts/stack/clouds/serve.ts PORT METADATA_PORT CERTIFICATE KEY`, as a part of the local stack.
const [port, metadataPort, cert, key] = process.argv.slice(2)
if (!cert || !key) throw new Error('Usage: serve.ts PORT METADATA_PORT CERTIFICATE KEY')
const { origin, metadataHost } = await startClouds({
  port: Number(port),
  metadataPort: Number(metadataPort),
  certificate: { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') },
})
console.log(`Azure and Google Cloud are simulated on ${origin}, the metadata server on ${metadataHost}.`)
