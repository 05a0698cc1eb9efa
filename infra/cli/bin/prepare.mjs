// Brings a fresh clone to where it can run: installs, generates and builds what is missing, and says what it does.
// Plain JavaScript without dependencies, because it runs before there are any.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '../../..')

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Shequ Hub needs Node 20.19 or later, but this is Node ${process.versions.node}.`)
}

/** Installs and builds whatever is missing or older than its sources. Quick when nothing is. */
export function prepare() {
  install()
  build()
}

/** Prepares, and compiles the tests and what stands beside them: the bench, and what takes pictures. */
export function prepareTests() {
  prepare()
  const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc')
  const compiled = spawnSync(process.execPath, [compiler, '-b', 'tests'], { cwd: projectRoot, stdio: 'inherit' })
  if (compiled.status !== 0) process.exit(1)
}

function install() {
  if (isInstalled()) return
  say('Installing dependencies from package-lock.json (about a minute the first time) …')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'Installing failed.')
}

/** npm writes its own list last, so one that is older than the lock file, or missing, tells that something is. */
function isInstalled() {
  const installed = join(projectRoot, 'node_modules/.package-lock.json')
  return existsSync(installed) && modifiedAt(installed) >= modifiedAt(join(projectRoot, 'package-lock.json'))
}

function modifiedAt(file) {
  return statSync(file).mtimeMs
}

function build() {
  const started = Date.now()
  const turbo = join(projectRoot, 'node_modules/.bin/turbo')
  const result = spawnSync(turbo, ['run', 'build', '--output-logs=errors-only', '--no-update-notifier'], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', PATH: pathWithNode() },
  })
  if (result.status !== 0) fail(`Building failed.\n${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}`)
  if (!result.stdout.includes('FULL TURBO')) say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
}

/** Runs a program from the project's root with its output shown; ends the process when it fails. */
function run(program, args, onFailure) {
  const result = spawnSync(program, args, { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'] })
  if (result.status !== 0) fail(onFailure)
}

function pathWithNode() {
  return `${dirname(process.execPath)}:${process.env.PATH ?? ''}`
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(line) {
  say(line)
  process.exit(1)
}
