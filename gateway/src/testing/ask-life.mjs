import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

// Asks a gateway whether it lives, every ten milliseconds until it is told to end, and then tells how often it did, and of the slowest
// answers how long they took. It runs in a thread of its own: what the gateway's thread does meanwhile does not delay its clock.
const agent = new Agent({ keepAlive: true })
const ask = () =>
  new Promise((resolve, reject) => {
    get(`${workerData}/health/live`, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`Expected the status 200, but got ${response.statusCode}.`))
      response.on('end', resolve).resume()
    }).on('error', reject)
  })

const over = new AbortController()
parentPort.once('message', () => over.abort())
const seen = { asked: 0, slowest: 0, busiest: 0 }
while (!over.signal.aborted) {
  const used = process.cpuUsage()
  const started = performance.now()
  await ask()
  const took = performance.now() - started
  const { user, system } = process.cpuUsage(used)
  seen.asked++
  seen.slowest = Math.max(seen.slowest, took)
  seen.busiest = Math.max(seen.busiest, Math.min(took, (user + system) / 1_000))
  await pause(10)
}
agent.destroy()
parentPort.postMessage(seen, [])
