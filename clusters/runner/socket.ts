import { createServer } from 'node:net'
import { join } from 'node:path'

/** Answers the programs that Terraform starts. Only the runner's user can enter the folder of the socket. */
export const listenForPrograms = async (folder: string, answer: (question: string) => Promise<unknown>) => {
  const path = join(folder, 's')
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let question = ''
    socket.setEncoding('utf8')
    socket.on('error', () => {})
    socket.on('data', (data: string) => {
      question += data
    })
    socket.on('end', () => {
      answer(question.trim()).then(
        (value) => socket.end(JSON.stringify(value)),
        () => socket.end(),
      )
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  server.unref()
  return { path, close: () => server.close() }
}
