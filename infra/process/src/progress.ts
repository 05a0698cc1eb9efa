import { SingleBar } from 'cli-progress'

/** How far a long step has come. `done` counts towards `total`, in the unit that the step names. */
export interface Progress {
  advance(count: number): void
  /** There is more to do than was known. */
  extendTo(total: number): void
  finish(): void
}

/** Shows a step of `total` units: a bar on a terminal, a line every tenth when the output is piped. */
export function showProgress(step: string, total: number, output: NodeJS.WriteStream = process.stderr): Progress {
  return output.isTTY ? showBar(step, total, output) : showLines(step, total, output)
}

function showBar(step: string, total: number, output: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    format: `${step} [{bar}] {percentage}% {value}/{total} ({duration_formatted})`,
    stream: output,
    hideCursor: true,
  })
  bar.start(total, 0)
  return {
    advance: (count) => bar.increment(count),
    extendTo: (more) => bar.setTotal(more),
    finish: () => bar.stop(),
  }
}

function showLines(step: string, known: number, output: NodeJS.WriteStream): Progress {
  const started = Date.now()
  let total = known
  let done = 0
  let lastTenth = 0
  const line = (text: string) => output.write(`${step}: ${text} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  return {
    advance(count) {
      done += count
      const tenth = total > 0 ? Math.floor((done / total) * 10) : 10
      if (tenth > lastTenth && tenth < 10) line(`${done} of ${total}`)
      lastTenth = tenth
    },
    extendTo(more) {
      total = more
      lastTenth = Math.floor((done / total) * 10)
    },
    finish: () => void line(`${done} of ${total}, done`),
  }
}
