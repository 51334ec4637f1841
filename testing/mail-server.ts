import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export type Received = { to: string; messageId: string; source: string }
type Manners = {
  port?: number
  /** Returns the SMTP reply code with which the server refuses an address. */
  refuses?: (address: string) => number | undefined
  /** The server stops after it has received this many e-mails, before it confirms the last one. */
  diesAfter?: number
}

/** A mail server that can refuse addresses and stop at a bad moment. */
export const mailServer = async ({
  port = 0,
  refuses = () => undefined,
  diesAfter = Infinity,
}: Manners = {}) => {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = refuses(address)
      done(responseCode ? Object.assign(new Error(`No ${address} here`), { responseCode }) : undefined)
    },
    onData: async (stream, session, done) => {
      const source = await text(stream)
      received.push({
        to: session.envelope.rcptTo[0]!.address,
        messageId: /^Message-ID: (.*)$/im.exec(source)![1]!,
        source,
      })
      if (received.length === diesAfter) return void stop()
      done()
    },
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const stop = () =>
    new Promise<void>((resolve) => {
      server.server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.server.address() as { port: number }
  return {
    port: address.port,
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
