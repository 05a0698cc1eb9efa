import { test } from '@jest/globals'
import { randomSeed } from '@shequ/process/testing/random-seed'
import { checkRandomSchemas } from '../testing/check-random-operations.js'

const seed = randomSeed()

test(`answers 14,000 random operations of random schemas as graphql-js does (TEST_SEED=${seed})`, () =>
  checkRandomSchemas(seed, 14_000))
