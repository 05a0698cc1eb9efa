/** The name under which a community's node signs, and for which tokens that are meant for it are signed. */
export function nodeName(community: string): string {
  return `node:${community}`
}

/** The community whose node has the name; undefined for a name that is no node's. */
export function communityOfNode(name: string): string | undefined {
  return /^node:(\d{12})$/.exec(name)?.[1]
}
