import { type MouseEvent, useState } from 'react'
import { languageNow, useLanguage } from '../i18n/language'
import { useWords } from '../i18n/words'
import { sessionNow } from '../session/session'
import { explorerAddress } from './explorer-address'
import { type ExportFormat, exportAddress } from './export-address'
import { graphWords } from './graph-words'
import type { MeasureQuestion } from './measure-question'
import type { Operation } from './operation'

interface GraphLinksProps<Data, Variables> {
  readonly operation: Operation<Data, Variables>
  readonly variables: Variables
  /** The question of measures that files are written of; left out where the page asks none. */
  readonly question?: MeasureQuestion
  /** Whether the files have a column for each period. */
  readonly across?: boolean
}

/** What a page asked: as GraphQL in the explorer, and as files. */
export function GraphLinks<Data, Variables>({
  operation,
  variables,
  question,
  across = false,
}: GraphLinksProps<Data, Variables>) {
  const say = useWords(graphWords)
  const language = useLanguage()
  return (
    <p className="graph-links">
      <a href={explorerAddress(operation, variables)} target="_blank" rel="noreferrer">
        {say('asGraphql')}
      </a>
      {question && (
        <>
          <FileLink format="csv" address={exportAddress('csv', question, { across, language })} />
          <FileLink format="xlsx" address={exportAddress('xlsx', question, { across, language })} />
        </>
      )}
    </p>
  )
}

function FileLink({ format, address }: { readonly format: ExportFormat; readonly address: string }) {
  const say = useWords(graphWords)
  const [fault, setFault] = useState<string | null>(null)
  const save = async (event: MouseEvent) => setFault(await saveAsViewer(event, address, format))
  return (
    <>
      <a href={address} download onClick={(event) => void save(event)}>
        {say(format === 'csv' ? 'asCsv' : 'asXlsx')}
      </a>
      {fault !== null && <span role="alert">{say('noFile', { fault })}</span>}
    </>
  )
}

/**
 * A link carries no token: the file of somebody who is signed in is fetched with it, and saved.
 *
 * @returns why there is no file, in the hub's words; null where there is one.
 */
async function saveAsViewer(event: MouseEvent, address: string, format: ExportFormat): Promise<string | null> {
  const { token } = sessionNow()
  if (token === null) return null
  event.preventDefault()
  const headers = { authorization: `Bearer ${token}`, 'accept-language': languageNow() }
  const response = await fetch(address, { headers })
  if (!response.ok) return await faultOf(response)
  const file = URL.createObjectURL(await response.blob())
  const link = Object.assign(document.createElement('a'), { href: file, download: `measures.${format}` })
  link.click()
  URL.revokeObjectURL(file)
  return null
}

async function faultOf(response: Response): Promise<string> {
  const answer = (await response.json().catch(() => ({}))) as { errors?: readonly { message: string }[] }
  return answer.errors?.map(({ message }) => message).join(' ') ?? `${response.status}`
}
