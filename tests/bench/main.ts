import { mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { dataEnvironment } from '@shequ/cli/run/environment'
import { reportFailure } from '@shequ/cli/report-failure'
import { say } from '@shequ/cli/run/say'
import { readEnvironment } from '@shequ/process/read-environment'
import { Command, Option } from 'commander'
import { benchPeers, peersSections } from './peers/bench-peers.js'
import { formatPeers } from './peers/format-peers.js'
import { formatReport } from './report/format-report.js'
import { type Section, runBench, sections } from './run-bench.js'

interface Options {
  readonly rounds?: number
  readonly seconds: number
  readonly only?: Section
  readonly beside?: string
  readonly json?: string
  readonly cpuProfile?: string
  readonly peers?: string | true
  readonly results: string
}

/** Where peers are installed where nobody says. */
const peersFolder = join(homedir(), '.cache/shequ-hub/peers')

/** Seen from where the compiled bench lies. */
const resultsPage = join(import.meta.dirname, '../../bench/RESULTS.md')

const program = new Command('bench')
  .description('Compares the hub with the stock gateway and with plain SQL, on the databases of DATA_DIR (.data).')
  .option(
    '--rounds <number>',
    'rounds of each table; in each, every contender takes one turn (8, 5 with --peers)',
    toRounds,
  )
  .option('--seconds <number>', 'how long a turn is', toSeconds, 0.9)
  .addOption(new Option('--only <section>', 'one section alone').choices([...sections]))
  .option('--beside <folder>', 'another data folder, of which the planner’s questions are asked too')
  .option('--json <file>', 'write what was found to a file, too')
  .option('--cpu-profile <folder>', 'let every process write a CPU profile; this slows all of them down')
  .option('--peers [folder]', `compare the hub with others, which are installed in a folder (default: ${peersFolder})`)
  .option('--results <file>', 'where the page about the others is written', resultsPage)
  .showHelpAfterError()
  .action(async (options: Options) => {
    let complete = false
    // An interruption ends in order, and all the same it is no success.
    process.once('exit', () => {
      if (!complete) process.exitCode = 1
    })
    await (options.peers === undefined ? compareAlone(options) : compareWithPeers(options, options.peers))
    complete = true
  })

async function compareAlone({ rounds = 8, seconds, only, beside, json, cpuProfile }: Options): Promise<void> {
  if (cpuProfile !== undefined) await mkdir(cpuProfile, { recursive: true })
  const report = await runBench({ dataDir: dataDir(), rounds, seconds, profileFolder: cpuProfile, only, beside, say })
  await writeJson(json, report)
  process.stdout.write(`${formatReport(report)}\n`)
}

/** Five rounds by default: there is more to measure. */
async function compareWithPeers({ rounds = 5, seconds, only, json, results }: Options, peers: string | true) {
  const section = peersSections.find((known) => known === only)
  if (only !== undefined && section === undefined)
    throw new Error(`Expected --only to be one of ${peersSections.join(', ')} with --peers, but got "${only}".`)
  const folder = resolve(peers === true ? peersFolder : peers)
  const report = await benchPeers({ dataDir: resolve(dataDir()), folder, rounds, seconds, only: section, say })
  const page = formatPeers(report)
  await writeJson(json, report)
  await writeFile(results, page)
  process.stdout.write(page)
  say(`This page is ${results}.`)
}

function dataDir(): string {
  return readEnvironment(dataEnvironment).DATA_DIR
}

async function writeJson(file: string | undefined, report: unknown): Promise<void> {
  if (file !== undefined) await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`)
}

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
