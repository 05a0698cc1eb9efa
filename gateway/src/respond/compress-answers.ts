import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** Answers below this many bytes fit a packet as they are. */
const threshold = 1_024

/**
 * Compresses answers for clients that say they read gzip or Brotli, at levels that cost little time. Callers are known by a header that no
 * browser adds by itself, so that lengths of compressed answers tell a foreign page nothing.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    globalDecompression: false,
    threshold,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 5 },
  })
}
