import ipaddr from 'ipaddr.js'

/** Whose an address is: an IPv4 address, or the /64 of an IPv6 address, which one household or machine has to itself. */
export function addressGroup(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.toString()
  const network = parsed.parts.slice(0, 4).map((part) => part.toString(16))
  return `${network.join(':')}::/64`
}
