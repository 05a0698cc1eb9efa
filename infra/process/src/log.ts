import { type Logger, pino } from 'pino'

export type { Logger }

/**
 * A logger that writes one JSON object a line to standard error. Tokens, database URLs and request bodies are never
 * logged; what might carry one by accident is redacted by name.
 */
export function createLog(name: string, level: string): Logger {
  return pino(
    {
      name,
      level,
      redact: {
        paths: [
          'authorization',
          '*.authorization',
          'password',
          '*.password',
          'token',
          '*.token',
          'headers',
          '*.headers',
        ],
        censor: '[redacted]',
      },
    },
    pino.destination(2),
  )
}
