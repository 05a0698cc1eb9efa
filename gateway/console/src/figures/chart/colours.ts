/** The colours of series, which also people who see few colours tell apart (Okabe and Ito, darkened for light paper). */
export const seriesColours = ['#1f6670', '#b7591b', '#6a4c93', '#8a7a12', '#1d6fb8', '#a3211a', '#4d6b2f', '#59636b']

/** The colours of axes and their words. */
export const axisColours = { line: '#c9c2b4', grid: '#ece7dc', words: '#59636b', ink: '#1d2327' } as const
