// Terraform runs `node ask-runner.ts SOCKET QUESTION`, which prints the runner's reply. The arguments contain no secret.
import { connect } from 'node:net'

const [path = '', question = ''] = process.argv.slice(2)
let reply = ''
const socket = connect(path)
socket.setEncoding('utf8')
socket.on('data', (data: string) => {
  reply += data
})
socket.on('error', () => {
  process.exitCode = 1
})
socket.on('close', () => {
  if (reply) process.stdout.write(reply)
  else {
    console.error('The runner has no credentials. The failure of the run says why.')
    process.exitCode = 1
  }
})
socket.end(question)
