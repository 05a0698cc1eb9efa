/** Whether keys that come from the address are its owner's: by https, or from this machine. */
export function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, search, hash, username } = new URL(address)
  const isLocal = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
  return (protocol === 'https:' || (protocol === 'http:' && isLocal)) && `${search}${hash}${username}` === ''
}
