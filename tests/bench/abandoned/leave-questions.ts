import { connect } from 'node:net'

/** How many clients a second ask the widest question, and how long each of them waits, in milliseconds. */
export const leaversASecond = 200
export const leavesAfter = 100

/** Has clients come and leave, each on a connection of its own, until it is stopped. Gives how many came. */
export function startLeavers(url: string, body: string): () => Promise<number> {
  const { hostname, port, pathname } = new URL(url)
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  const request = `${head.join('\r\n')}\r\n\r\n${body}`
  const began = performance.now()
  const open = new Set<Promise<void>>()
  let come = 0

  function comeAndLeave(): void {
    come += 1
    const gone = new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(request))
      socket.on('error', () => undefined)
      socket.on('data', () => undefined)
      socket.on('close', () => resolve())
      setTimeout(() => socket.destroy(), leavesAfter)
    })
    open.add(gone)
    void gone.then(() => open.delete(gone))
  }

  // By the clock, not by the timer: a timer that comes late brings those who are due.
  const timer = setInterval(() => {
    const due = ((performance.now() - began) / 1000) * leaversASecond
    while (come < due) comeAndLeave()
  }, 5)
  return async () => {
    clearInterval(timer)
    await Promise.all(open)
    return come
  }
}
