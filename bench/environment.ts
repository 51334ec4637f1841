import { environmentOf } from '../scripts/stack/ports.ts'

// This import must come first, because server/config.ts reads the environment when it loads.
Object.assign(process.env, environmentOf('bench'))
