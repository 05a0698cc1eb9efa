#!/usr/bin/env node
// `npm run bench`: prepares a fresh clone, compiles the bench beside the tests it belongs to, and runs it.
import { prepareTests } from './prepare.mjs'

prepareTests()
await import('../../../tests/dist/bench/main.js')
