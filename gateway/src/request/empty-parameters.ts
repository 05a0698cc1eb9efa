import type { FastifyRequest } from 'fastify'

/** Takes parameters without a value out of a request's address: a client that sends `&variables=` has none, as if it were left out. */
export async function leaveOutEmptyParameters({ method, raw }: FastifyRequest): Promise<void> {
  const [path, search] = splitOnce(raw.url ?? '')
  if (method !== 'GET' || search === undefined) return
  const kept = search.split('&').filter((parameter) => /=./.test(parameter))
  raw.url = kept.length === 0 ? path : `${path}?${kept.join('&')}`
}

function splitOnce(url: string): readonly [string, string?] {
  const at = url.indexOf('?')
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)]
}
