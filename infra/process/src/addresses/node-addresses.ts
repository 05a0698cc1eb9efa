import { lookup as resolve } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** The ranges of addresses of this machine itself. */
export const loopbackRanges = '127.0.0.0/8,::1/128'

/** Global unicast of IPv6: what lies outside is reserved, and no public host has it. */
const publicV6 = ipaddr.parseCIDR('2000::/3')

type Range = ReturnType<typeof ipaddr.parseCIDR>
type Protocol = 'http:' | 'https:'

/**
 * Which addresses communities' own nodes may have. Whoever is invited names an address, and the hub then asks it, from inside
 * the operator's network: so a node is asked by https, at public addresses alone. What the operator allows beside, private ranges and
 * http, stands in a list.
 */
export interface NodeAddresses {
  /** What is wrong with an address as it is written, or undefined; a host's name can be judged only when it is connected to. */
  faultOf(address: string): string | undefined
  /** Resolves a host's name to those of its addresses that may be asked, and to an error when there are none. */
  lookup(protocol: string): LookupFunction
}

/**
 * Makes the rule.
 *
 * @param allowed ranges in CIDR form or single addresses, divided by commas, at which nodes may be asked by http, too
 * @throws {RangeError} naming the first part that is neither
 */
export function nodeAddresses(allowed: string): NodeAddresses {
  const ranges = allowed
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readRange)

  function permits(ip: string, protocol: Protocol): boolean {
    const address = ipaddr.process(ip)
    if (ranges.some((range) => range[0].kind() === address.kind() && address.match(range))) return true
    return (
      protocol === 'https:' && address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(publicV6))
    )
  }

  return {
    faultOf(text) {
      const url = URL.canParse(text) ? new URL(text) : undefined
      const protocol = url?.protocol
      if (url === undefined || (protocol !== 'http:' && protocol !== 'https:')) return 'expected an http(s) address'
      if (url.username !== '' || url.password !== '' || url.hash !== '') {
        return 'expected an address without user or fragment'
      }
      const host = hostOf(url)
      if (isIP(host) !== 0) return permits(host, protocol) ? undefined : notPermitted(protocol)
      return protocol === 'https:' || ranges.length > 0 ? undefined : notPermitted(protocol)
    },
    lookup: (protocol) => (host, options, callback) => {
      resolve(host, { ...options, all: true }, (error, found) => {
        if (error) return callback(error, [])
        const permitted = found.filter(({ address }) => permits(address, protocol === 'https:' ? 'https:' : 'http:'))
        const [first] = permitted
        if (first === undefined) return callback(new AddressNotPermitted(), [])
        return options.all === true ? callback(null, permitted) : callback(null, first.address, first.family)
      })
    },
  }
}

/** A host whose addresses are none that a node may have. */
export class AddressNotPermitted extends Error {
  readonly code = 'ADDRESS_NOT_PERMITTED'

  constructor() {
    super('its address is none that a node may have')
  }
}

function notPermitted(protocol: Protocol): string {
  const expected =
    'expected an https address that is public, or one that the operator of the hub allows in NODE_ADDRESSES'
  return protocol === 'http:' ? `${expected}, but got http` : expected
}

/** The host of an address as it is connected to: that of IPv6 without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}

function readRange(text: string): Range {
  const [address = '', bits] = text.split('/')
  const family = isIP(address)
  if (family === 0) throw new RangeError(text)
  try {
    return ipaddr.parseCIDR(`${address}/${bits ?? (family === 4 ? 32 : 128)}`)
  } catch {
    throw new RangeError(text)
  }
}
