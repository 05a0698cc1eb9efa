#!/usr/bin/env node
// `npm run pictures`: compiles what takes them beside the tests it belongs to, and takes the pictures of a running hub's console.
import { prepareTests } from './prepare.mjs'

prepareTests()
await import('../../../tests/dist/pictures/main.js')
