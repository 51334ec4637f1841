// Started by Terraform: `node ask-runner.ts SOCKET QUESTION` prints what the runner answers. Its arguments hold no secret.
import { connect } from 'node:net'

const [path = '', question = ''] = process.argv.slice(2)
let answer = ''
const socket = connect(path)
socket.setEncoding('utf8')
socket.on('data', (data: string) => {
  answer += data
})
socket.on('error', () => {
  process.exitCode = 1
})
socket.on('close', () => {
  if (answer) process.stdout.write(answer)
  else {
    console.error('The runner has no credentials to give: see the run’s failure.')
    process.exitCode = 1
  }
})
socket.end(question)
