import type { TierAnswer, TierRequest } from '../tier-source.js'
import type { NodeDirectory } from './node-directory.js'
import { askRecord } from './ask-record.js'
import type { EntityQuestion } from './entity-question.js'
import { asFinalAnswer, isOnTheMove } from './on-the-move.js'
import type { Node } from './open-node.js'
import type { Owners } from './owners.js'
import type { RootField, SplitOperation } from './split-request.js'

/** Root fields that one owner answers together. */
interface FieldGroup {
  readonly owner: Node | undefined
  readonly keys: ReadonlySet<string>
}

/**
 * Asks root fields, each at its owner: all at once, but writes one after the other, as their document has them. Records are asked
 * of nodes as entities.
 */
export async function askFields(owners: Owners, request: TierRequest): Promise<TierAnswer> {
  const operation = owners.split(request)
  const { fields } = operation
  if (fields.length === 0) return await owners.ask(undefined, request)
  return await askApart(owners, request, fields, (others) => askOwners(owners, request, operation, others))
}

/** Asks nodes for records, as entities, and meanwhile for all other fields as told. */
async function askApart(
  owners: Owners,
  request: TierRequest,
  fields: readonly RootField[],
  askOthers: (fields: readonly RootField[]) => Promise<TierAnswer>,
): Promise<TierAnswer> {
  const [records, others] = ofNodes(fields, owners.directory)
  if (records.length === 0) return await askOthers(others)
  const answers = records.map(async ([key, question]) => await askRecord(owners, request, key, question))
  if (others.length > 0) answers.push(askOthers(others))
  return joinFields(await Promise.all(answers))
}

/** Parts the fields that ask a node for a record from all others. */
function ofNodes(
  fields: readonly RootField[],
  directory: NodeDirectory,
): readonly [records: readonly (readonly [string, EntityQuestion])[], others: readonly RootField[]] {
  const records = fields.flatMap(({ key, owner, asEntities }) => {
    const question = owner === undefined || directory.ownerOf(owner) === undefined ? undefined : asEntities()
    return question === undefined ? [] : [[key, question] as const]
  })
  const asked = new Set(records.map(([key]) => key))
  return [records, fields.filter(({ key }) => !asked.has(key))]
}

async function askOwners(
  owners: Owners,
  request: TierRequest,
  operation: SplitOperation,
  fields: readonly RootField[],
): Promise<TierAnswer> {
  const groups = groupByOwner(fields, owners.directory, operation)
  return await askGroups(groups, operation, async ({ owner, keys }) => {
    const answer = await owners.ask(owner, { ...request, query: operation.only(keys) })
    const moved = answer.errors?.filter(isOnTheMove) ?? []
    if (moved.length === 0) return answer
    await owners.settle(moved)
    const movedKeys = new Set(moved.map(({ path }) => String(path?.[0])))
    const movedFields = fields.filter(({ key }) => movedKeys.has(key))
    const stays = { data: answer.data ?? null, errors: answer.errors?.filter((error) => !isOnTheMove(error)) ?? [] }
    return joinFields([stays, await askLast(owners, request, operation, movedFields)])
  })
}

/** Asks for the second and last time. What has moved again becomes an error. */
async function askLast(
  owners: Owners,
  request: TierRequest,
  operation: SplitOperation,
  fields: readonly RootField[],
): Promise<TierAnswer> {
  return await askApart(owners, request, fields, (others) =>
    askGroups(groupByOwner(others, owners.directory, operation), operation, async ({ owner, keys }) =>
      asFinalAnswer(
        owners,
        owner,
        await owners.ask(owner, { ...request, query: operation.only(keys) }),
        request.language,
      ),
    ),
  )
}

/** Of writes only neighbours are grouped, so that they keep their order. */
function groupByOwner(
  fields: readonly RootField[],
  directory: NodeDirectory,
  { isMutation }: SplitOperation,
): readonly FieldGroup[] {
  const groups: { owner: Node | undefined; keys: Set<string> }[] = []
  for (const { key, owner: code } of fields) {
    const owner = code === undefined ? undefined : directory.ownerOf(code)
    const candidates = isMutation ? groups.slice(-1) : groups
    const known = candidates.find((group) => group.owner === owner)
    if (known === undefined) groups.push({ owner, keys: new Set([key]) })
    else known.keys.add(key)
  }
  return groups
}

async function askGroups(
  groups: readonly FieldGroup[],
  { isMutation }: SplitOperation,
  askGroup: (group: FieldGroup) => Promise<TierAnswer>,
): Promise<TierAnswer> {
  const [only] = groups
  if (only !== undefined && groups.length === 1) return await askGroup(only)
  if (!isMutation) return joinFields(await Promise.all(groups.map(askGroup)))
  const answers: TierAnswer[] = []
  for (const group of groups) answers.push(await askGroup(group))
  return joinFields(answers)
}

function joinFields(answers: readonly TierAnswer[]): TierAnswer {
  const parts = answers.flatMap(({ data }) => (data === null || data === undefined ? [] : [data]))
  const data = parts.length === 0 ? null : (Object.assign({}, ...parts) as Record<string, unknown>)
  const errors = answers.flatMap((answer) => answer.errors ?? [])
  return errors.length > 0 ? { data, errors } : { data }
}
