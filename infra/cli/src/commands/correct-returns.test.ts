import { expect, test } from 'vitest'
import { describeCorrection } from './correct-returns.js'

test('a correction says what it made anew, and that the sums above stay', () => {
  expect(describeCorrection('310101002001', '2025-06', ['2025-06', '2025-Q2'])).toBe(
    '310101002001 returned 2025-06, 2025-Q2 anew. The sums of its street, borough and city stay as they were released, since the difference between two versions of a sum would tell what the community hides.',
  )
  expect(describeCorrection('310101002001', '2025-06', [])).toContain('nothing to correct')
})
