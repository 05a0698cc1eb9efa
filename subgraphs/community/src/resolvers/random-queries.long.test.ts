import { test } from 'vitest'
import { randomSeed, shareOf } from '@shequ/process/testing/random-seed'
import { checkCommunityQueries } from '../testing/random-queries.js'

const seed = randomSeed()
const operations = shareOf(2_000)

test(`answers ${operations} random queries as graphql-js does (TEST_SEED=${seed})`, () =>
  checkCommunityQueries({ seed, operations }))
