import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  TypeNameMetaFieldDef,
  getNullableType,
} from 'graphql'
import type { Executors, FieldPlan, Holder, Position, Run, Selection } from './operation-plan.js'

type Fill = (run: Run, source: object, at: Position) => void

/** What is selected of an object. When it is used often, it becomes a function, in which V8 knows each property's place. */
export class SelectionPlan implements Selection {
  #uses = 0
  #fill: Fill | undefined

  constructor(
    readonly fields: readonly FieldPlan[],
    private readonly usesBeforeCompiled: number,
    private readonly onCompiled: () => void,
  ) {}

  /** Puts the answer's object in its position, and its fields in it. */
  fill(run: Run, source: unknown, at: Position, executors: Executors): void {
    if (typeof source !== 'object' || source === null) return this.#fillSlowly(run, source, at, executors)
    if (this.#fill) return this.#fill(run, source, at)
    if (this.#uses++ < this.usesBeforeCompiled) return this.#fillSlowly(run, source, at, executors)
    this.#fill = compileFill(this.fields, executors)
    this.onCompiled()
    this.#fill(run, source, at)
  }

  #fillSlowly(run: Run, source: unknown, at: Position, { executeField }: Executors): void {
    const target: Holder = {}
    at.holder[at.key] = target
    for (const field of this.fields) {
      // Its own, even where it is asked for as `__proto__`.
      if (field.responseName === '__proto__') {
        Object.defineProperty(target, '__proto__', {
          value: null,
          writable: true,
          enumerable: true,
          configurable: true,
        })
      }
      executeField(run, field, source, target, at)
      if (at.discarded) return
    }
  }
}

/** For types that serialize some values to themselves, the test of a value `v` for being one. */
const unchanged = new Map<unknown, string>([
  [GraphQLString, "typeof v === 'string'"],
  [GraphQLID, "typeof v === 'string'"],
  [GraphQLBoolean, "typeof v === 'boolean'"],
  [GraphQLInt, "typeof v === 'number' && (v | 0) === v"],
  [GraphQLFloat, "typeof v === 'number' && v - v === 0"],
])

/** Makes the function. Nothing but names, which GraphQL keeps to letters, digits and underscores, gets into its text. */
function compileFill(fields: readonly FieldPlan[], { executeField, completeProperty }: Executors): Fill {
  const literal = fields.map(({ responseName, field, parentType }) => {
    const value = field === TypeNameMetaFieldDef ? JSON.stringify(parentType.name) : 'null'
    return `[${JSON.stringify(responseName)}]: ${value}`
  })
  const statements = fields.map(statementOf)
  const body = `return (run, source, at) => {
    const target = { ${literal.join(', ')} };
    at.holder[at.key] = target;
    let v;
    ${statements.join('\n')}
  }`
  // eslint-disable-next-line typescript/no-implied-eval -- made of names of the schema and of a document that was parsed.
  const make = new Function('fields', 'executeField', 'completeProperty', body) as (...given: unknown[]) => Fill
  return make(fields, executeField, completeProperty)
}

function statementOf(plan: FieldPlan, index: number): string {
  const { field, responseName, value } = plan
  if (field === TypeNameMetaFieldDef) return ''
  const ended = 'if (at.discarded) return;'
  const execute = `executeField(run, fields[${index}], source, target, at); ${ended}`
  if (field.resolve || plan.args === undefined) return execute
  const slowly = `{ completeProperty(run, fields[${index}], source, v, target, at); ${ended} }`
  const test = unchanged.get(getNullableType(field.type))
  const store = test ? `if (${test}) target[${JSON.stringify(responseName)}] = v; else ` : ''
  const keep = `${store}${value.nullable ? 'if (v !== null) ' : ''}${slowly}`
  // A property that throws is the field's to refuse.
  const read = `try { v = source.${field.name}; } catch { ${execute} break field${index}; }`
  return `field${index}: { ${read} ${keep} }`
}
