import { expect, test } from 'vitest'
import { inPageWords } from './plain-refusal'

const names: Readonly<Record<string, string>> = { PERIOD: 'period', BUDGET_PER_HEAD: 'Budget per head', YEAR: 'year' }
const nameOf = (value: string) => names[value] ?? value
const controlOf = (argument: string) => `“${argument === 'grain' ? 'Cut into' : argument}”`

test('a refusal names values and controls as the page does', () => {
  const told = 'Expected `grain` to be YEAR for BUDGET_PER_HEAD, whose allocations are for calendar years. Ask by YEAR.'
  expect(inPageWords(told, nameOf, controlOf)).toBe(
    'Expected “Cut into” to be year for Budget per head, whose allocations are for calendar years. Ask by year.',
  )
})

test('what it does not know stays, and Chinese has no spaces within', () => {
  expect(inPageWords('Only CSV of A_B is there.', nameOf, controlOf)).toBe('Only CSV of A_B is there.')
  expect(inPageWords('请按 PERIOD 查询。', () => '时期', controlOf)).toBe('请按时期查询。')
})
