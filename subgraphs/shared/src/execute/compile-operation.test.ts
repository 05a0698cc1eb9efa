import { expect, test, vi } from 'vitest'
import { type GraphQLSchema, buildSchema, execute, parse } from 'graphql'
import { operationCompiler } from './compile-operation.js'

const schema = buildSchema(`
  type Query { node: Node  nodes: [Node]  strict: Node!  told(input: Input, count: Int! = 4, text: String): String }
  type Mutation { change(input: Input!): String }
  type Node { name: String must: String! friend: Node told(text: String): String }
  input Input { title: String centre: ID count: Int! = 4 within: Input }
`)
const told = (_source: unknown, args: unknown) => JSON.stringify(args)
for (const field of [schema.getQueryType()?.getFields()['told'], schema.getMutationType()?.getFields()['change']]) {
  if (field) field.resolve = told
}

async function answer(query: string, variables: Record<string, unknown> = {}, rootValue?: unknown) {
  const compiled = operationCompiler(schema)(query, undefined)
  const { data, errors } = await compiled.query(rootValue, {}, variables)
  return {
    data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
    errors: errors.map(({ path }) => path?.join('.')),
  }
}

test('an entry whose variable is left out is absent, not null', async () => {
  const query = 'mutation($t:String,$c:ID){change(input:{title:$t,centre:$c,within:{centre:$c}})}'
  const { data } = await answer(query, { t: 'T' })
  expect(data).toEqual({ change: '{"input":{"title":"T","count":4,"within":{"count":4}}}' })
  expect((await answer(query, { c: null })).data).toEqual({
    change: '{"input":{"centre":null,"count":4,"within":{"centre":null,"count":4}}}',
  })
})

test('what is left out has the default of its input field or argument', async () => {
  const { data } = await answer('query($n:Int){told(input:{count:$n},count:$n)}')
  expect(data).toEqual({ told: '{"input":{"count":4},"count":4}' })
})

test('a variable that is not null has its default', async () => {
  expect((await answer('query($n:Int!=2){told(count:$n)}')).data).toEqual({ told: '{"count":2}' })
})

test('a condition on one use of a fragment leaves the others alone', async () => {
  const node = { name: 'N', must: 'M', friend: { name: 'F', must: 'M' } }
  const query = `query($x:Boolean!){a:node{name ...K @include(if:$x)} b:node{name ...K} c:node{...K @skip(if:$x) ...K}}
    fragment K on Node{must friend{name}}`
  const whole = { must: 'M', friend: { name: 'F' } }
  const root = { node, a: node }
  expect((await answer(query, { x: false }, root)).data).toEqual({
    a: { name: 'N' },
    b: { name: 'N', ...whole },
    c: whole,
  })
  expect((await answer(query, { x: true }, root)).data).toEqual({
    a: { name: 'N', ...whole },
    b: { name: 'N', ...whole },
    c: whole,
  })
})

test('keys come in the order in which they are asked for under these conditions', async () => {
  const query = 'query($x:Boolean!){node{name @include(if:$x) must name}}'
  const root = { node: { name: 'N', must: 'M' } }
  expect(JSON.stringify((await answer(query, { x: false }, root)).data)).toBe('{"node":{"must":"M","name":"N"}}')
  expect(JSON.stringify((await answer(query, { x: true }, root)).data)).toBe('{"node":{"name":"N","must":"M"}}')
})

test.each([
  ['22 fragments that spread the next twice', 22, (next: string) => `${next} ${next}`],
  ['200 fragments that spread the next', 200, (next: string) => next],
  ['60 fragments whose field is doubled', 60, (next: string) => `friend{${next}} friend{${next}}`],
])('%s are laid in once', async (_, depth, body) => {
  const fragments = Array.from({ length: depth }, (__, n) => `fragment F${n} on Node{${body(`...F${n + 1}`)}}`)
  const query = `{node{...F0}} ${fragments.join(' ')} fragment F${depth} on Node{name}`
  const began = performance.now()
  const node: Record<string, unknown> = { name: 'N' }
  node['friend'] = node
  const { errors } = await answer(query, {}, { node: () => node })
  expect(errors).toEqual([])
  expect(performance.now() - began).toBeLessThan(3000)
})

test('a property that throws is refused at its field, however often', async () => {
  const thrower = {
    must: 'M',
    get name() {
      throw new Error('no')
    },
  }
  const nodes = Array.from({ length: 40 }, () => thrower)
  const { data, errors } = await answer('{nodes{must name}}', {}, { nodes })
  expect(data).toEqual({ nodes: nodes.map(() => ({ must: 'M', name: null })) })
  expect(errors).toEqual(nodes.map((_, index) => `nodes.${index}.name`))
})

test('what is rejected where nobody looks any more is taken all the same', async () => {
  const lists = buildSchema('type Query { list: [Int!] }')
  const late = Promise.reject(new Error('late'))
  late.catch(() => undefined)
  const then = vi.spyOn(late, 'then')
  const list = [1, null, late]
  const { data, errors } = await operationCompiler(lists)('{list}', undefined).query({ list: () => list }, {}, {})
  expect(data).toEqual({ list: null })
  expect(errors.map(({ path }) => path?.join('.'))).toEqual(['list.1'])
  expect(then).toHaveBeenCalledWith(expect.any(Function), expect.any(Function))
})

test.each([
  ['query', ['one', 'two']],
  ['mutation', ['one']],
])('once nobody waits, a %s begins no resolver and gives no answer', async (kind, begun) => {
  const steps = 'one: Step two: Step'
  const stopping = buildSchema(
    `type Query { ${steps} } type Mutation { ${steps} } type Step { name: String next: Step }`,
  )
  const began: string[] = []
  const leave = new AbortController()
  const step = (name: string) => async () => {
    began.push(name)
    await Promise.resolve()
    leave.abort(new Error('left'))
    return { next: () => void began.push(`${name}.next`) }
  }
  const compiled = operationCompiler(stopping)(`${kind} { one{next{name}} two{next{name}} }`, undefined)
  const run = async () => compiled.query({ one: step('one'), two: step('two') }, {}, {}, leave.signal)
  await expect(run()).rejects.toThrow('left')
  expect(began).toEqual(begun)
  await expect(run()).rejects.toThrow('left')
  expect(began).toEqual(begun)
})

test('an item of a list that is refused spoils no other', async () => {
  const later = new Promise((resolve) => setTimeout(() => resolve({ name: 'later' }), 5))
  const nodes = [later, Promise.reject(new Error('no')), { name: 'now' }]
  expect(await answer('{nodes{name}}', {}, { nodes: () => nodes })).toEqual({
    data: { nodes: [{ name: 'later' }, null, { name: 'now' }] },
    errors: ['nodes.1'],
  })
})

test('each null that an error made has its error', async () => {
  const root = { nodes: [{ name: 'N' }, { must: 'M', name: new Error('no') }, { friend: {}, must: 'M' }] }
  expect(await answer('{nodes{must name friend{must}}}', {}, root)).toEqual({
    data: { nodes: [null, { must: 'M', name: null, friend: null }, { must: 'M', name: null, friend: null }] },
    errors: ['nodes.0.must', 'nodes.1.name', 'nodes.2.friend.must'],
  })
})

test('a field may be asked for as __proto__, however often', async () => {
  const nodes = Array.from({ length: 100 }, () => ({ name: 'N' }))
  const { data } = await answer('{nodes{__proto__:name} __proto__:nodes{name}}', {}, { nodes })
  expect(JSON.stringify(data)).toBe(
    JSON.stringify({ nodes: nodes.map(() => JSON.parse('{"__proto__":"N"}') as unknown), ['__proto__']: nodes }),
  )
})

test('variables that are null are none, and so is a name that is empty', async () => {
  const compiled = operationCompiler(schema)('query A{told}', '')
  expect(await compiled.query(undefined, {}, null)).toEqual({ data: { told: '{"count":4}' }, errors: [] })
})

test('unique operations, and one under ever other conditions, weigh no more than the bound', async () => {
  const compile = operationCompiler(schema, { mostBytes: 2 ** 20 })
  for (let n = 0; n < 200; n++) {
    await compile(`{${Array.from({ length: 50 }, (_, k) => `a${n}x${k}:told`).join(' ')}}`, undefined).query({}, {}, {})
    expect(compile.bytes()).toBeLessThanOrEqual(2 ** 20)
  }
  const names = Array.from({ length: 10 }, (_, n) => `v${n}`)
  const query = `query(${names.map((name) => `$${name}:Boolean!`).join(' ')}){${names
    .map((name) => `${name}:told @skip(if:$${name})`)
    .join(' ')} last:told}`
  let before = compile.bytes()
  for (let bits = 0; bits < 1024; bits++) {
    const values = Object.fromEntries(names.map((name, n) => [name, (bits >> n) % 2 === 1]))
    await compile(query, undefined).query({}, {}, values)
    expect(compile.bytes()).toBeLessThanOrEqual(2 ** 20)
    // What is planned anew is weighed, or makes room.
    expect(compile.bytes()).not.toBe(before)
    before = compile.bytes()
  }
})

test('what a resolver is told of its field is what graphql-js tells', async () => {
  const seen: unknown[] = []
  const informed: GraphQLSchema = buildSchema('type Query { nodes: [Node] } type Node { name(one: Int): String }')
  const field = informed.getType('Node')
  if (field && 'getFields' in field) {
    const name = field.getFields()['name']
    if (name && 'resolve' in name) {
      name.resolve = (_source: unknown, _args: unknown, _context: unknown, info) =>
        void seen.push([info.path, info.fieldName, info.fieldNodes, info.variableValues, String(info.returnType)])
    }
  }
  const query = 'query($n:Int){list:nodes{a:name(one:$n)}}'
  const rootValue = { nodes: [{}] }
  await operationCompiler(informed)(query, undefined).query(rootValue, {}, { n: 1 })
  await execute({ schema: informed, document: parse(query, { noLocation: true }), rootValue, variableValues: { n: 1 } })
  expect(seen[0]).toEqual(seen[1])
})
