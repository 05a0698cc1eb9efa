import type { TierAnswer, TierRequest } from '../tier-source.js'
import type { NodeDirectory } from './node-directory.js'
import { asFinalAnswer, isOnTheMove } from './on-the-move.js'
import type { Node } from './open-node.js'
import type { Owners } from './owners.js'
import type { RootField, SplitOperation } from './split-request.js'

/** Root fields that one owner answers together. */
interface FieldGroup {
  readonly owner: Node | undefined
  readonly keys: ReadonlySet<string>
}

/** Asks root fields, each at its owner: all at once, but writes one after the other, as their document has them. */
export async function askFields(owners: Owners, request: TierRequest): Promise<TierAnswer> {
  const operation = owners.split(request)
  const { fields } = operation
  if (fields.length === 0) return await owners.ask(undefined, request)
  const groups = groupByOwner(fields, owners.directory, operation)
  return await askGroups(groups, operation, async ({ owner, keys }) => {
    const answer = await owners.ask(owner, { ...request, query: operation.only(keys) })
    const moved = answer.errors?.filter(isOnTheMove) ?? []
    if (moved.length === 0) return answer
    await owners.settle(moved)
    const movedKeys = new Set(moved.map(({ path }) => String(path?.[0])))
    const again = groupByOwner(
      fields.filter(({ key }) => movedKeys.has(key)),
      owners.directory,
      operation,
    )
    const stays = { data: answer.data ?? null, errors: answer.errors?.filter((error) => !isOnTheMove(error)) ?? [] }
    return joinFields([
      stays,
      await askGroups(again, operation, async (group) =>
        asFinalAnswer(
          owners,
          group.owner,
          await owners.ask(group.owner, { ...request, query: operation.only(group.keys) }),
        ),
      ),
    ])
  })
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
