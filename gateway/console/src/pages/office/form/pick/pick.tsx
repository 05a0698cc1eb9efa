import { type InputHTMLAttributes, useDeferredValue, useId, useState } from 'react'
import { pickCommunities } from '../../../../generated/pages/office/form/pick/pick-communities'
import { pickOrganisations } from '../../../../generated/pages/office/form/pick/pick-organisations'
import { useAnswer } from '../../../../graph/use-answer'
import { type Suggestion, suggestionText } from './suggestion'

/** What is looked for: the communities of an area, or organisations of the register. */
export type Picked = { readonly within: string } | 'organisation'

interface PickProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly of: Picked
}

/** A field that finds a record by its name. A code may be typed as well. */
export function Pick({ of, ...input }: PickProps) {
  const list = useId()
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  return (
    <>
      <input {...input} type="text" list={list} autoComplete="off" onChange={({ target }) => setText(target.value)} />
      <datalist id={list}>
        {search !== '' &&
          (of === 'organisation' ? <Organisations search={search} /> : <Communities {...of} search={search} />)}
      </datalist>
    </>
  )
}

function Communities({ within, search }: { readonly within: string; readonly search: string }) {
  const { data } = useAnswer(pickCommunities, { within, search }, { keepPrevious: true })
  const found = data?.data.communities?.nodes.flatMap((node) => node ?? []) ?? []
  return <Options all={found.map(({ code, name, street }) => ({ code, name: `${street.name} ${name}` }))} />
}

function Organisations({ search }: { readonly search: string }) {
  const { data } = useAnswer(pickOrganisations, { search }, { keepPrevious: true })
  return <Options all={data?.data.organisations.nodes.map(({ creditCode: code, name }) => ({ code, name })) ?? []} />
}

function Options({ all }: { readonly all: readonly Suggestion[] }) {
  return all.map((one) => <option key={one.code}>{suggestionText(one)}</option>)
}
