/** Options of `hub start` and `hub load` by which they load what the pages show: 2024 and 2025 whole, on whatever day a test runs. */
export const wholeYears = ['--day', '2026-01-01', '--announced', '0'] as const
