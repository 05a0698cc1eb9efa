import type { FieldPlan, Holder, Position } from './operation-plan.js'

/** A position of an answer that is being made. */
export class PositionInAnswer implements Position {
  /** Whether an error has put null in its place; what is still on its way to it is not waited for to be shown. */
  discarded = false

  constructor(
    readonly parent: Position | undefined,
    readonly holder: Holder,
    readonly key: string | number,
    readonly nullable: boolean,
    readonly plan: FieldPlan | undefined,
  ) {}
}

/** Whether nothing can be seen any more of what is put at a position. */
export function isDiscarded(position: Position): boolean {
  let at: Position | undefined = position
  while (at && !at.discarded) at = at.parent
  return at !== undefined
}

/** Puts null in the place of the nearest position that may be null. */
export function discard(position: Position): void {
  let at = position
  at.discarded = true
  while (!at.nullable && at.parent) {
    at = at.parent
    at.discarded = true
  }
  at.holder[at.key] = null
}

/** Where the object stands that has the field whose value, or whose list's item, stands at a position. */
export function ofField(position: Position): Position {
  let at = position
  while (typeof at.key === 'number' && at.parent) at = at.parent
  return at.parent ?? at
}

/** The path of something under a position. */
export function pathUnder(position: Position, key: string | number): (string | number)[] {
  const path = [key]
  for (let at = position; at.parent; at = at.parent) path.push(at.key)
  return path.toReversed()
}
