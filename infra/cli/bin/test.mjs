#!/usr/bin/env node
// `npm test`: prepares a fresh clone, then runs vitest once over the whole repository.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { prepare, projectRoot } from './prepare.mjs'

const args = process.argv.slice(2)
const config = args.includes('--long') ? 'vitest.long.config.mjs' : 'vitest.config.mjs'
prepare()

const vitest = spawn(
  process.execPath,
  [
    join(projectRoot, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    join(projectRoot, config),
    ...args.filter((arg) => arg !== '--long'),
  ],
  { cwd: projectRoot, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' } },
)
vitest.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal))
