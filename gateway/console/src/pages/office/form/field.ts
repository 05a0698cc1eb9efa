import type { Picked } from './pick/pick'
import { codeIn } from './pick/suggestion'

/** A value of a choice, with its name. */
export interface Choice {
  readonly value: string
  readonly name: string
}

/** A field of a mutation's input, as a form asks for it. Its label is the word of its name, unless another is given. */
export interface Field<Input> {
  readonly name: keyof Input & string
  /** How it is written: a line, some lines of text, a list of lines, a day, a moment, a number, a choice, several choices, yes and no, or a record that is found by its name. */
  readonly kind: 'line' | 'text' | 'lines' | 'day' | 'moment' | 'number' | 'choice' | 'choices' | 'yes' | 'pick'
  readonly label?: string
  readonly help?: string
  readonly choices?: readonly Choice[]
  /** What is looked for, of a record that is found by its name. */
  readonly of?: Picked
  readonly isOptional?: boolean
  /** What stands there at first. */
  readonly value?: string
}

type Value = string | number | boolean | readonly string[] | null

/** What a form holds for a field, as the graph takes it; undefined where an optional field is left empty. */
export function valueOf<Input>({ name, kind, isOptional }: Field<Input>, form: FormData): Value | undefined {
  if (kind === 'yes') return form.has(name)
  if (kind === 'choices') return isOptional && !form.has(name) ? undefined : form.getAll(name).map(textOf)
  const text = textOf(form.get(name)).trim()
  if (text === '') return undefined
  if (kind === 'lines') return linesOf(text)
  if (kind === 'number') return Number(text)
  if (kind === 'pick') return codeIn(text)
  return kind === 'moment' ? momentInChina(text) : text
}

function textOf(entry: FormDataEntryValue | null): string {
  return typeof entry === 'string' ? entry : ''
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** What a clock in China shows, as a moment: `2026-09-10T19:00` gives `2026-09-10T11:00:00.000Z`. */
export function momentInChina(shown: string): string {
  return new Date(`${shown}+08:00`).toISOString()
}

/** A key by which a write that is sent again is done once. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The day on which it is in China now. */
export function todayInChina(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
}
