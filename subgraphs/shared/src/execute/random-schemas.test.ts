import { test } from 'vitest'
import { checkRandomSchemas } from '../testing/check-random-operations.js'

test('answers 600 random operations of random schemas as graphql-js does', () => checkRandomSchemas(20261129, 600))
