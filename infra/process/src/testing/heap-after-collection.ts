import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const collectGarbage = (() => {
  setFlagsFromString('--expose_gc')
  return runInNewContext('gc') as () => void
})()

/** The megabytes of the heap, once it was emptied of what nobody holds. */
export function heapAfterCollection(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed / 1024 ** 2
}
