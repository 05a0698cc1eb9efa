import { test } from '@jest/globals'
import { randomSeed } from '@shequ/process/testing/random-seed'
import { checkCityQueries } from './testing/random-queries.js'

const seed = randomSeed()

test(`answers 2,000 random queries as graphql-js does (TEST_SEED=${seed})`, () =>
  checkCityQueries({ seed, operations: 2_000 }))
