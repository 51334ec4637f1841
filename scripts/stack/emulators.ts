import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { manifestJar } from './jar.ts'
import { findJava } from './java.ts'
import { portsOf, project, type StackName } from './ports.ts'
import { type Part, startPart } from './processes.ts'

const root = join(import.meta.dirname, '../..')

/** Starts Auth, Firestore, Pub/Sub and Hosting with firebase-tools. Needs no login, and no network once the emulators are on disk. */
export function startEmulators(name: StackName, folder: string, only: string[]): Part {
  const java = findJava()
  const config = join(folder, 'firebase.json')
  mkdirSync(join(folder, 'web'), { recursive: true })
  mkdirSync(join(folder, 'tmp'), { recursive: true })
  writeFileSync(config, JSON.stringify(localConfig(name), null, 2))
  const firebase = join(root, 'node_modules/firebase-tools/lib/bin/firebase.js')
  const quiet = ['--log-verbosity', 'QUIET']
  const args = ['emulators:start', '--project', project, '--config', config, '--only', only.join(), ...quiet]
  // firebase-tools writes its own debug log and every line of the emulators there, without a limit.
  if (existsSync('/dev/null')) symlinkSync('/dev/null', join(folder, 'firebase-debug.log'))
  return startPart('emulators', process.execPath, [firebase, ...args], {
    log: join(folder, 'emulators.log'),
    cwd: folder,
    env: {
      ...sdkCopies(folder),
      JAVA_TOOL_OPTIONS: javaOptions(folder),
      PATH: `${java.bin}:${process.env.PATH}`,
      XDG_CONFIG_HOME: quietSettings(folder),
      TMPDIR: join(folder, 'tmp'),
      NO_UPDATE_NOTIFIER: '1',
      CI: '1',
    },
  })
}

function javaOptions(folder: string): string {
  const logging = join(folder, 'logging.properties')
  // The Firestore emulator logs each connection, and a stack trace for each request it refuses: 100 MB in a busy quarter of an hour.
  writeFileSync(logging, '.level = SEVERE\nhandlers = java.util.logging.ConsoleHandler\n')
  return [
    // The second compiler takes a whole core for minutes. A stack ends before that pays off.
    '-XX:TieredStopAtLevel=1',
    `-Djava.util.logging.config.file=${logging}`,
    process.env.JAVA_TOOL_OPTIONS ?? '',
  ].join(' ')
}

interface FirebaseConfig {
  hosting: { headers: { headers: { key: string; value: string }[] }[] } & Record<string, unknown>
  firestore: { rules: string; indexes: string }
  emulators: Record<string, unknown>
}

/** The root's firebase.json with this stack's ports, its own web build, and a policy that lets the page reach the emulators. */
function localConfig(name: StackName): FirebaseConfig {
  const config: FirebaseConfig = JSON.parse(readFileSync(join(root, 'firebase.json'), 'utf8'))
  const ports = portsOf(name)
  const reachable = [ports.api, ports.auth, ports.firestore].flatMap((port) => [
    `http://localhost:${port}`,
    `http://127.0.0.1:${port}`,
  ])
  for (const header of config.hosting.headers.flatMap((rule) => rule.headers))
    if (header.key === 'Content-Security-Policy')
      header.value = header.value
        .replaceAll('https://api.invalid', reachable.join(' '))
        .replaceAll('https://auth.invalid', `http://localhost:${ports.auth}`)
  const at = (port: number) => ({ host: '127.0.0.1', port })
  return {
    hosting: { ...config.hosting, public: 'web' },
    firestore: {
      rules: join(root, config.firestore.rules),
      indexes: join(root, config.firestore.indexes),
    },
    emulators: {
      ...config.emulators,
      // The rules tests use further projects. Otherwise firebase-tools logs a warning for each of their calls.
      singleProjectMode: false,
      auth: at(ports.auth),
      firestore: { ...at(ports.firestore), websocketPort: ports['firestore websocket'] },
      pubsub: at(ports.pubsub),
      hosting: at(ports.web),
      hub: at(ports['emulator hub']),
      logging: at(ports['emulator log']),
    },
  }
}

/** Writes separate settings, so that firebase-tools asks nothing, gets no news and does not use a person's login. */
function quietSettings(folder: string): string {
  const home = join(folder, 'config')
  mkdirSync(join(home, 'configstore'), { recursive: true })
  const settings = { usage: false, motd: { fetched: Number.MAX_SAFE_INTEGER } }
  writeFileSync(join(home, 'configstore/firebase-tools.json'), JSON.stringify(settings))
  return home
}

/** The paths of the Google Cloud SDK's emulators, if they are installed. Otherwise firebase-tools downloads emulators. */
function sdkCopies(folder: string): Record<string, string> {
  const copies: Record<string, string> = {}
  const sdk = cloudSdk()
  if (!sdk) return copies
  const pubsub = join(sdk, 'platform/pubsub-emulator/bin/cloud-pubsub-emulator')
  if (existsSync(pubsub)) copies.PUBSUB_EMULATOR_BINARY_PATH = pubsub
  const firestore = join(sdk, 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar')
  if (existsSync(firestore)) {
    const jar = join(folder, 'firestore.jar')
    const main = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore'
    writeFileSync(jar, manifestJar(main, pathToFileURL(firestore)))
    copies.FIRESTORE_EMULATOR_BINARY_PATH = jar
  }
  return copies
}

function cloudSdk(): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(':').filter(Boolean)) {
    const gcloud = join(folder, 'gcloud')
    if (existsSync(gcloud)) return dirname(dirname(realpathSync(gcloud)))
  }
  return undefined
}
