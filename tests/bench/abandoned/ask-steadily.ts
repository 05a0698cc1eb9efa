import type { Pool } from 'undici'

/** How many questions a second others ask. */
export const askedASecond = 20

/**
 * Asks a question at a steady rate, whether those before are answered or not, and gives how long each took, in milliseconds: an
 * answer that is late delays none that is due.
 *
 * @throws {Error} when an answer is no 200.
 */
export async function askSteadily(
  client: Pool,
  path: string,
  body: string,
  duration: number,
): Promise<readonly number[]> {
  const began = performance.now()
  const asked: Promise<number>[] = []
  const askOnce = async (): Promise<number> => {
    const before = performance.now()
    const answer = await client.request({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body })
    const text = await answer.body.text()
    if (answer.statusCode !== 200 || text.includes('"errors"'))
      throw new Error(`Expected an answer without errors, but got ${answer.statusCode}: ${text.slice(0, 300)}`)
    return performance.now() - before
  }
  while (performance.now() - began < duration) {
    asked.push(askOnce())
    const next = began + (asked.length * 1000) / askedASecond
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())))
  }
  return Promise.all(asked)
}
