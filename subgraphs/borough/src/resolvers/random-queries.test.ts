import { test } from 'vitest'
import { checkBoroughQueries } from '../testing/random-queries.js'

test('answers 60 random queries as graphql-js does', () => checkBoroughQueries({ seed: 20261129, operations: 60 }))
