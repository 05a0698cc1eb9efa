import { test } from 'vitest'
import { randomSeed, shareOf } from '@shequ/process/testing/random-seed'
import { checkRandomSchemas } from '../testing/check-random-operations.js'

const seed = randomSeed()
const operations = shareOf(14_000)

test(`answers ${operations} random operations of random schemas as graphql-js does (TEST_SEED=${seed})`, () =>
  checkRandomSchemas(seed, operations))
