import { test } from '@jest/globals'
import { killAmidWrites } from '../helpers/kill-amid-writes.js'

test(
  'after kill -9 in the midst of 1,000 writes, every acknowledged one is there',
  () => killAmidWrites(1_000),
  240_000,
)
