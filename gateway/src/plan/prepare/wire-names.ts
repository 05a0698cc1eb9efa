const mark = '__0'

/** What a client may not name on the wire: the planner's own variable, and aliases as the planner makes them. */
const plannersVariable = /^representations(?:__0)*$/
const plannersAlias = /__(?:alias_)?\d+$/

/**
 * Names that a question of the planner's own may use for another field than a client does. On the wire, names of variables and keys
 * of fields that the planner may use itself have a mark that no client's name ends with. So `code: name` never stands in the place
 * of the key `code`, and every variable's name is free.
 */
export interface TakenNames {
  /** The names of all fields of the supergraph, hidden ones too: any of them may be a key, or be required. */
  readonly fields: ReadonlySet<string>
  /** The names of fields that the planner asks for by itself and that take arguments, which a client may give otherwise. */
  readonly neededWithArguments: ReadonlySet<string>
}

/** The name of a client's variable on the wire. */
export function variableOnWire(name: string): string {
  return plannersVariable.test(name) ? name + mark : name
}

/** A tier's message with the variables as the client calls them; `variables` are those of the tier's question. */
export function toClientMessage(message: string, variables: readonly string[]): string {
  const marked = variables.filter((name) => plannersVariable.test(name) && name.endsWith(mark))
  return marked.length === 0
    ? message
    : message.replaceAll(/\$\w+/g, (name) => (marked.includes(name.slice(1)) ? name.slice(0, -mark.length) : name))
}

/** The key on the wire of a field that a client asks for under `key`. */
export function keyOnWire(key: string, field: string, { fields, neededWithArguments }: TakenNames): string {
  const isTaken =
    (key !== field && (fields.has(key) || key.startsWith('__'))) ||
    neededWithArguments.has(key) ||
    plannersAlias.test(key)
  return isTaken ? key + mark : key
}

/** A tier's path in the keys that the client knows. */
export function toClientPath(path: readonly (string | number)[]): (string | number)[] {
  return path.map((key) => {
    if (typeof key === 'number') return key
    const asked = key.endsWith(mark) ? key : key.replace(/__alias_\d+$/, '')
    return asked.endsWith(mark) ? asked.slice(0, -mark.length) : asked
  })
}
