import { environmentOf, portsOf } from '../stack/ports.ts'

// This import must come first, because server/config.ts reads the environment when it loads.
const ports = portsOf('scratch')
Object.assign(process.env, environmentOf('scratch'), {
  API_URL: `http://127.0.0.1:${ports.api}`,
  MAIL_URL: `http://127.0.0.1:${ports['mail page']}`,
})
