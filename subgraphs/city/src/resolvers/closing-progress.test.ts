import { describe, expect, test } from 'vitest'
import { closingProgress } from './closing-progress.js'

const today = '2025-04-10'

describe('how far periods are worked out', () => {
  test('counts months, quarters and years that are over, from the first that was', () => {
    expect(closingProgress(['2024-11'], today, undefined)).toEqual({ closed: 1, due: 5 + 1, latest: '2024-11' })
    const year = ['2024-01', '2024-02', '2024-03', '2024-Q1']
    expect(closingProgress(year, today, undefined)).toEqual({ closed: 4, due: 15 + 5 + 1, latest: '2024-03' })
  })

  test('counts what lies between the first month and a year that is worked out before', () => {
    const newer = ['2025-01', '2025-02', '2025-03', '2025-Q1']
    expect(closingProgress(['2023-01', ...newer], today, undefined)).toEqual({
      closed: 5,
      due: 27 + 9 + 2,
      latest: '2025-03',
    })
  })

  test('looks at quarters and years with all their months alone', () => {
    expect(closingProgress(['2024-02'], '2024-04-01', undefined)).toEqual({ closed: 1, due: 2, latest: '2024-02' })
    expect(closingProgress(['2024-02', '2023-Q4'], '2024-04-01', undefined)).toMatchObject({ closed: 1, due: 2 })
  })

  test('ends with generated activity, unless later months were worked out', () => {
    const months = ['2024-11', '2024-12']
    expect(closingProgress(months, today, '2025-01-01')).toEqual({ closed: 2, due: 2, latest: '2024-12' })
    expect(closingProgress([...months, '2025-01'], today, '2025-01-01')).toMatchObject({ closed: 3, due: 3 })
    expect(closingProgress(months, today, '2030-01-01')).toMatchObject({ closed: 2, due: 6 })
  })

  test('is not known before the first', () => {
    expect(closingProgress([], today, undefined)).toBeNull()
    expect(closingProgress(['2024', '2024-Q1'], today, undefined)).toBeNull()
  })
})
