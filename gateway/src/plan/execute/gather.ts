/** What is ready to be done together, by its numbers. */
interface Batch {
  readonly ready: number[]
  readonly begin: () => void
  readonly end: Promise<void>
}

/**
 * Does together what comes together: once every turn has come, or some time after the first did, what is ready is done at once. What
 * comes later is done without it.
 *
 * @param patience how long the first waits for the last, in milliseconds
 * @param work does what is ready, by its numbers
 * @returns the end of each; it rejects where its turn did not come, or the work failed.
 */
export function gather(
  turns: readonly Promise<unknown>[],
  patience: number,
  work: (ready: readonly number[]) => Promise<void>,
): readonly Promise<void>[] {
  let missing = turns.length
  let batch: Batch | undefined
  let timer: NodeJS.Timeout | undefined
  const begin = () => {
    clearTimeout(timer)
    timer = undefined
    batch?.begin()
    batch = undefined
  }
  return turns.map(async (turn, index) => {
    try {
      await turn
    } catch (error) {
      missing -= 1
      if (missing === 0) begin()
      throw error
    }
    missing -= 1
    batch ??= openBatch(work)
    batch.ready.push(index)
    const { end } = batch
    if (missing === 0) begin()
    else timer ??= setTimeout(begin, patience)
    await end
  })
}

function openBatch(work: (ready: readonly number[]) => Promise<void>): Batch {
  const ready: number[] = []
  let begin = () => {}
  const end = new Promise<void>((resolve) => {
    begin = () => resolve(work(ready))
  })
  return { ready, begin, end }
}
