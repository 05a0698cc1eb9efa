import { test } from 'vitest'
import { checkCityQueries } from '../testing/random-queries.js'

test('answers 60 random queries as graphql-js does', () => checkCityQueries({ seed: 20261129, operations: 60 }))
