#!/usr/bin/env node
// `npm test`: prepares a fresh clone, then runs jest once over the whole repository.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { prepare, projectRoot } from './prepare.mjs'

const args = process.argv.slice(2)
const long = args.includes('--long')
prepare()

const jest = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    join(projectRoot, 'node_modules/jest/bin/jest.js'),
    ...(long ? ['--config', join(projectRoot, 'jest.long.config.mjs')] : []),
    ...args.filter((arg) => arg !== '--long'),
  ],
  { cwd: projectRoot, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' } },
)
jest.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal))
