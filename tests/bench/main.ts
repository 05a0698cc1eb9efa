import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dataEnvironment } from '@shequ/cli/run/environment'
import { reportFailure } from '@shequ/cli/report-failure'
import { say } from '@shequ/cli/run/say'
import { readEnvironment } from '@shequ/process/read-environment'
import { Command, Option } from 'commander'
import { benchPeers } from './peers/bench-peers.js'
import { formatReport } from './report/format-report.js'
import { type Section, runBench, sections } from './run-bench.js'

interface Options {
  readonly rounds: number
  readonly seconds: number
  readonly only?: Section
  readonly beside?: string
  readonly json?: string
  readonly cpuProfile?: string
  readonly peers?: boolean
}

/** Seen from where the compiled bench lies. */
const results = join(import.meta.dirname, '../../bench/RESULTS.md')

const program = new Command('bench')
  .description('Compares the hub with the stock gateway and with plain SQL, on the databases of DATA_DIR (.data).')
  .option('--rounds <number>', 'rounds of each table; in each, every contender takes one turn', toRounds, 8)
  .option('--seconds <number>', 'how long a turn is', toSeconds, 0.9)
  .addOption(new Option('--only <section>', 'one section alone').choices([...sections]))
  .option('--beside <folder>', 'another data folder, of which the planner’s questions are asked too')
  .option('--json <file>', 'write what was found to a file, too')
  .option('--peers', 'compare the hub with gateways of others instead, and write tests/bench/RESULTS.md')
  .option('--cpu-profile <folder>', 'let every process write a CPU profile; this slows all of them down')
  .showHelpAfterError()
  .action(async ({ rounds, seconds, only, beside, json, cpuProfile, peers }: Options) => {
    let complete = false
    // An interruption ends in order, and all the same it is no success.
    process.once('exit', () => {
      if (!complete) process.exitCode = 1
    })
    const { DATA_DIR } = readEnvironment(dataEnvironment)
    if (peers === true) {
      await writeFile(results, await benchPeers({ dataDir: DATA_DIR, rounds, seconds, say }))
      say('The results are in tests/bench/RESULTS.md.')
      complete = true
      return
    }
    if (cpuProfile !== undefined) await mkdir(cpuProfile, { recursive: true })
    const report = await runBench({ dataDir: DATA_DIR, rounds, seconds, profileFolder: cpuProfile, only, beside, say })
    if (json !== undefined) await writeFile(json, `${JSON.stringify(report, undefined, 2)}\n`)
    process.stdout.write(`${formatReport(report)}\n`)
    complete = true
  })

try {
  await program.parseAsync()
} catch (error) {
  reportFailure(error)
}
// What listens for signals would keep the process from ending.
process.exit()

function toRounds(text: string): number {
  const rounds = Number(text)
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= 1_000) return rounds
  throw new Error(`Expected --rounds to be a whole number from 1 to 1000, but got "${text}".`)
}

function toSeconds(text: string): number {
  const seconds = Number(text)
  if (seconds > 0 && seconds <= 60) return seconds
  throw new Error(`Expected --seconds to be above 0 and at most 60, but got "${text}".`)
}
