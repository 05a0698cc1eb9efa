import { test } from '@jest/globals'
import { killAmidWrites } from '../helpers/kill-amid-writes.js'

test('after kill -9 in the midst of 200 writes, every acknowledged one is there', () => killAmidWrites(200), 120_000)
