import type { ContractTypesQuery } from '../../generated/pages/ngo/contract-types'
import { useWords } from '../../i18n/words'
import { contractWords } from './contract-words'
import { typeText } from './type-text'

type Types = ContractTypesQuery['__schema']['types']

/** The types that hold a word in their name or in that of a field, each with its fields. */
export function ContractTypes({ all, wanted }: { readonly all: Types; readonly wanted: string }) {
  const say = useWords(contractWords)
  const word = wanted.trim().toLowerCase()
  const matches = (name: string | null) => name?.toLowerCase().includes(word) === true
  const shown = all
    .filter(({ name, kind }) => name?.startsWith('__') === false && kind !== 'SCALAR')
    .filter((type) => matches(type.name) || partsOf(type).some(({ name }) => matches(name)))
  return (
    <>
      <p role="status">{say('found', { count: shown.length })}</p>
      <div className="contract-types">
        {shown.map((type) => (
          <details key={type.name} open={shown.length === 1}>
            <summary>{type.name}</summary>
            <p>{type.description}</p>
            <dl>
              {partsOf(type).map(({ name, text, description }) => (
                <div key={name}>
                  <dt>{text}</dt>
                  <dd>{description}</dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </div>
    </>
  )
}

/** The fields, values or entries of a type, as the schema writes them. */
function partsOf({ fields, inputFields, enumValues }: Types[number]) {
  return [
    ...(fields ?? []).map(({ name, description, args, type }) => {
      const given = args.map((arg) => `${arg.name}: ${typeText(arg.type)}`).join(', ')
      return { name, description, text: `${name}${given === '' ? '' : `(${given})`}: ${typeText(type)}` }
    }),
    ...(inputFields ?? []).map(({ name, description, type }) => ({
      name,
      description,
      text: `${name}: ${typeText(type)}`,
    })),
    ...(enumValues ?? []).map(({ name, description }) => ({ name, description, text: name })),
  ]
}
