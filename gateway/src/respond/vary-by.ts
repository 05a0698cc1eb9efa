import type { FastifyReply } from 'fastify'

/** Says to caches that an answer differs by one more header of the request. */
export function varyBy(reply: FastifyReply, header: string): void {
  void reply.header('vary', [reply.getHeader('vary') ?? [], header].flat().join(', '))
}
