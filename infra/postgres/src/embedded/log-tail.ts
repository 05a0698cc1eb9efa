import { open, rename, stat } from 'node:fs/promises'

const keptBytes = 10 * 1024 * 1024

/** The last lines of a server's log from a byte offset on, indented for use in an error message. */
export async function logTail(logFile: string, from = 0, lines = 15): Promise<string> {
  const file = await open(logFile, 'r').catch(() => undefined)
  if (!file) return '  (the server wrote no log)'
  try {
    const { size } = await file.stat()
    const start = Math.max(from, size - 16_384)
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(Math.max(0, size - start)),
      0,
      Math.max(0, size - start),
      start,
    )
    const text = buffer.subarray(0, bytesRead).toString('utf8').trimEnd()
    if (text === '') return '  (the server wrote no log)'
    return text
      .split('\n')
      .slice(-lines)
      .map((line) => `  ${line}`)
      .join('\n')
  } finally {
    await file.close()
  }
}

/** Puts a log that has grown large aside, keeping one earlier log. */
export async function turnLog(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  )
  if (size > keptBytes) await rename(logFile, `${logFile}.earlier`)
}
