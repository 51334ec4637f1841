import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { selfSigned } from '../scripts/stack/clouds/certificate.ts'

const backend = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend')

/** Serves the repositories of a folder with git's own program (https://git-scm.com/docs/git-http-backend). */
const serveGit = (folder: string, request: IncomingMessage, response: ServerResponse, url: URL): void => {
  const cgi = spawn(backend, {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: request.headers['git-protocol']?.toString() ?? '',
    },
  })
  request.pipe(cgi.stdin)
  const parts: Buffer[] = []
  cgi.stdout.on('data', (part: Buffer) => parts.push(part))
  cgi.once('close', () => {
    const answer = Buffer.concat(parts)
    const end = answer.indexOf('\r\n\r\n')
    const headers = answer.subarray(0, end).toString().split('\r\n')
    for (const line of headers) {
      const [name, value] = line.split(/: (.*)/s) as [string, string]
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10)
      else response.setHeader(name, value)
    }
    response.end(answer.subarray(end + 4))
  })
}

export type GitServer = Awaited<ReturnType<typeof startGitServer>>
type Intercept = (url: URL, response: ServerResponse) => boolean

/**
 * An HTTPS server of Git repositories with a certificate that only `ca` trusts. `requested` has the paths of its requests.
 *
 * @param intercept answers a request itself and returns true, or leaves it to git
 */
export const startGitServer = async (intercept: Intercept = () => false) => {
  const root = mkdtempSync(join(tmpdir(), 'labseat-git-'))
  const ca = join(root, 'ca.pem')
  const { cert, key } = selfSigned()
  writeFileSync(ca, cert)
  const requested: string[] = []
  const server = createServer({ cert, key }, (request, response) => {
    const url = new URL(request.url!, 'https://localhost')
    requested.push(url.pathname)
    if (!intercept(url, response)) serveGit(join(root, 'served'), request, response, url)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo

  const git = (cwd: string, ...options: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@labseat.test', ...options], { cwd })

  return {
    root,
    ca,
    requested,
    port,
    git,
    at: (path: string) => `https://localhost:${port}/${path}`,
    /** Creates a repository with two branches, main and second. */
    createRepository: (name: string, files: Record<string, string | Buffer>) => {
      const work = join(root, 'work', name)
      mkdirSync(work, { recursive: true })
      git(work, 'init', '--quiet', '--initial-branch=main')
      for (const [path, content] of Object.entries(files)) writeFileSync(join(work, path), content)
      git(work, 'add', '.')
      git(work, 'commit', '--quiet', '-m', 'One')
      git(work, 'branch', 'second')
      git(root, 'clone', '--quiet', '--bare', work, join(root, 'served', name))
    },
    close: () => {
      server.closeAllConnections()
      server.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}
