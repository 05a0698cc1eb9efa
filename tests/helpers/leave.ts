import { request } from 'node:http'

/**
 * Posts a question and leaves after so many milliseconds, or when a promise resolves, whatever has come by then. Resolves when the connection is closed.
 */
export function askAndLeave(url: string, query: string, leave: number | Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const client = request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, agent: false })
    client.on('error', () => undefined)
    client.on('response', (response) => response.resume())
    client.on('close', () => resolve())
    client.end(JSON.stringify({ query }))
    if (typeof leave === 'number') setTimeout(() => client.destroy(), leave)
    else void leave.then(() => client.destroy())
  })
}
