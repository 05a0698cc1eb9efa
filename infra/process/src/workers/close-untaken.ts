import type { ChildProcess } from 'node:child_process'
import type { Worker } from 'node:cluster'

type Send = (...sent: readonly unknown[]) => boolean

/**
 * Closes the connection that a worker was handed and had not taken when it ended, so that its client hears at once. Node's primary process
 * hands a worker one connection at a time and holds it open until the worker says that it has it: what a dead worker never says, and the
 * client of a killed worker waited for ever.
 */
export function closeUntaken(worker: Worker): void {
  const child: ChildProcess = worker.process
  const send = child.send.bind(child) as Send
  let handed: Closable | undefined
  child.send = (...sent: readonly unknown[]) => {
    const [, handle] = sent
    if (isClosable(handle)) handed = handle
    return send(...sent)
  }
  // To close one that was taken does nothing: the primary process has closed it already.
  worker.once('exit', () => handed?.close())
}

interface Closable {
  close(): unknown
}

function isClosable(handle: unknown): handle is Closable {
  return typeof handle === 'object' && handle !== null && 'close' in handle
}
