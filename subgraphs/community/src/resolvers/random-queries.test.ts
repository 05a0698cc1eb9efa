import { test } from 'vitest'
import { checkCommunityQueries } from '../testing/random-queries.js'

test('answers 60 random queries as graphql-js does', () => checkCommunityQueries({ seed: 20261129, operations: 60 }))
