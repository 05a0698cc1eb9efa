import type { GraphQLFormattedError } from 'graphql'
import { setTimeout as pause } from 'node:timers/promises'
import { askNode } from './nodes/ask-node.js'
import type { LastAnswers } from './nodes/last-answers.js'
import type { NodeDirectory } from './nodes/node-directory.js'
import type { Node } from './nodes/open-node.js'
import { joinEntities, placeOf, requestOf, splitEntities } from './nodes/split-entities.js'
import { type RootField, splitOperation } from './nodes/split-fields.js'
import type { TierAnswer, TierRequest, TierSource } from './tier-source.js'

/** What a routed tier is made of. */
export interface RoutedTier {
  /** The server that answers for every community without a node of its own. */
  readonly hosted: TierSource
  readonly directory: NodeDirectory
  readonly last: LastAnswers
  /** Resolves when the directory has been filled for the first time. */
  readonly loaded: Promise<void>
  /** Brings the directory up to date. */
  readonly refresh: () => Promise<void>
  readonly close: () => Promise<void>
}

/** How long a write waits that a community on the move did not take, before it is asked for once more, in milliseconds. */
const movingPause = 300

/**
 * The community tier over many owners: each part of a request goes to the server that answers for its communities, and
 * the answers are laid together in order. A request about hosted communities alone is handed on as it is.
 *
 * What an owner says is no longer, or not yet, its own (MOVED, MOVING), it has not done: the directory is brought up to
 * date and that part asked once more, writes too.
 */
export function routedSource({ hosted, directory, last, loaded, refresh, close }: RoutedTier): TierSource {
  let isLoaded = false
  const whenLoaded = loaded.then(() => void (isLoaded = true))

  async function askOwner(owner: Node | undefined, request: TierRequest): Promise<TierAnswer> {
    return await (owner === undefined ? hosted.ask(request) : askNode(owner, request, last))
  }

  async function askEntities(request: TierRequest, representations: readonly unknown[]): Promise<TierAnswer> {
    const parts = splitEntities(representations, directory)
    const [only] = parts ?? []
    const answer =
      parts === undefined || (parts.length === 1 && only !== undefined)
        ? await askOwner(only?.owner, request)
        : await askParts(request, parts)
    if (answer.errors === undefined || !answer.errors.some(isOnTheMove)) return answer
    return await askAgain(request, representations, answer)
  }

  async function askParts(
    request: TierRequest,
    parts: NonNullable<ReturnType<typeof splitEntities>>,
  ): Promise<TierAnswer> {
    const answers = await Promise.all(
      parts.map(async ({ owner, places }) => ({ places, answer: await askOwner(owner, requestOf(request, places)) })),
    )
    return joinEntities((request.variables['representations'] as readonly unknown[]).length, answers)
  }

  async function askAgain(
    request: TierRequest,
    representations: readonly unknown[],
    before: TierAnswer,
  ): Promise<TierAnswer> {
    const moved = new Set(before.errors?.filter(isOnTheMove).map(placeOf))
    const places = [...moved].toSorted((a, b) => a - b)
    await settle(before.errors ?? [])
    const parts = splitEntities(representations, directory, places) ?? [{ owner: undefined, places }]
    const again = await Promise.all(
      parts.map(async ({ owner, places: of }) => {
        const part = requestOf(request, of)
        return { places: of, answer: settled(await askOwner(owner, part)) }
      }),
    )
    const entities = before.data?.['_entities'] as readonly unknown[] | undefined
    const rest = representations.flatMap((_, place) => (moved.has(place) ? [] : [place]))
    const kept = rest.map((place) => entities?.[place] ?? null)
    const errors = (before.errors ?? [])
      .filter((error) => !moved.has(placeOf(error)))
      .map((error) => ({ ...error, path: ['_entities', rest.indexOf(placeOf(error)), ...(error.path ?? []).slice(2)] }))
    const first = { data: { _entities: kept }, ...(errors.length > 0 && { errors }) }
    return joinEntities(representations.length, [{ places: rest, answer: first }, ...again])
  }

  async function askFields(request: TierRequest): Promise<TierAnswer> {
    const { isMutation, fields, only } = splitOperation(request.query)
    const groups = byOwner(fields(request.variables), directory, isMutation)
    const askGroup = async ({ owner, keys }: FieldGroup): Promise<TierAnswer> => {
      const part = { ...request, query: only(keys) }
      const answer = await askOwner(owner, part)
      const moved = answer.errors?.filter(isOnTheMove) ?? []
      if (moved.length === 0) return answer
      await settle(moved)
      const again = new Set(moved.map(({ path }) => String(path?.[0])))
      const groupsNow = byOwner(
        fields(request.variables).filter(({ key }) => again.has(key)),
        directory,
        isMutation,
      )
      const answers = await inTurn(groupsNow, isMutation, async (group) =>
        settled(await askOwner(group.owner, { ...request, query: only(group.keys) })),
      )
      const stays = answer.errors?.filter((error) => !isOnTheMove(error))
      return joinFields([{ data: answer.data ?? null, ...(stays && { errors: stays }) }, ...answers])
    }
    const [single] = groups
    if (single !== undefined && groups.length === 1) return await askGroup(single)
    return joinFields(await inTurn(groups, isMutation, askGroup))
  }

  /** Waits until it makes sense to ask once more. */
  async function settle(errors: readonly GraphQLFormattedError[]): Promise<void> {
    if (errors.some((error) => codeOf(error) === 'MOVING')) await pause(movingPause)
    await refresh()
  }

  return {
    async ask(request) {
      if (!isLoaded) await whenLoaded
      const representations = request.variables['representations']
      return Array.isArray(representations)
        ? await askEntities(request, representations as readonly unknown[])
        : await askFields(request)
    },
    ready: () => hosted.ready(),
    close,
  }
}

interface FieldGroup {
  readonly owner: Node | undefined
  readonly keys: ReadonlySet<string>
}

/** Root fields by owner; writes keep their order, so only neighbours are grouped. */
function byOwner(fields: readonly RootField[], directory: NodeDirectory, inOrder: boolean): readonly FieldGroup[] {
  const groups: { owner: Node | undefined; keys: Set<string> }[] = []
  for (const { key, owner: code } of fields) {
    const owner = code === undefined ? undefined : directory.ownerOf(code)
    const known = inOrder
      ? [groups.at(-1)].find((group) => group?.owner === owner)
      : groups.find((group) => group.owner === owner)
    if (known === undefined) groups.push({ owner, keys: new Set([key]) })
    else known.keys.add(key)
  }
  return groups
}

/** Asks one after the other, or all at once. */
async function inTurn(
  groups: readonly FieldGroup[],
  inOrder: boolean,
  askGroup: (group: FieldGroup) => Promise<TierAnswer>,
): Promise<readonly TierAnswer[]> {
  if (!inOrder) return await Promise.all(groups.map(askGroup))
  const answers: TierAnswer[] = []
  for (const group of groups) answers.push(await askGroup(group))
  return answers
}

function joinFields(answers: readonly TierAnswer[]): TierAnswer {
  const data = answers.some((answer) => answer.data !== null && answer.data !== undefined)
    ? (Object.assign({}, ...answers.map((answer) => answer.data ?? {})) as Record<string, unknown>)
    : null
  const errors = answers.flatMap((answer) => answer.errors ?? [])
  return errors.length > 0 ? { data, errors } : { data }
}

function codeOf({ extensions }: GraphQLFormattedError): unknown {
  return extensions?.['code']
}

function isOnTheMove(error: GraphQLFormattedError): boolean {
  const code = codeOf(error)
  return code === 'MOVED' || code === 'MOVING'
}

/** An answer that is not asked for again: whatever has moved yet again is on the move. */
function settled(answer: TierAnswer): TierAnswer {
  if (answer.errors === undefined || !answer.errors.some(isOnTheMove)) return answer
  const errors = answer.errors.map((error) => {
    if (codeOf(error) !== 'MOVED') return error
    return { ...error, extensions: { ...error.extensions, code: 'MOVING' } }
  })
  return { ...answer, errors }
}
