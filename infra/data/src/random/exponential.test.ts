import { expect, test } from 'vitest'
import { exponential } from './exponential.js'

test.each([-3, -0.5, 0, 1, 2.5])('the exponential of %d is near the true one', (x) => {
  expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-4)
})
