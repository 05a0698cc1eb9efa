#!/usr/bin/env node
// `npm run pictures`: compiles what takes them beside the tests it belongs to, and takes the pictures of a running hub's console.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { prepare, projectRoot } from './prepare.mjs'

prepare()
const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc')
const compiled = spawnSync(process.execPath, [compiler, '-b', 'tests'], { cwd: projectRoot, stdio: 'inherit' })
if (compiled.status !== 0) process.exit(1)
await import('../../../tests/dist/pictures/main.js')
