import { environmentOf } from '../scripts/stack/ports.ts'

// Imported first: server/config.ts reads the environment as soon as it is loaded.
Object.assign(process.env, environmentOf('bench'))
