import { once } from 'node:events'
import { type IncomingMessage, request as open } from 'node:http'

/** An answer as a page shows it: its status, some headers, and the body where one is shown. */
export interface ShownAnswer {
  readonly status: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Each command of a page's text that asks by `curl`, with the answer that the page shows. */
export function requestsOf(text: string): readonly (readonly [command: string, shown: ShownAnswer])[] {
  const pattern = /```sh\n((?:curl [^\n]*\n)+)```\n\nanswers?, among other headers\n\n```http\n(.*?)```/gs
  return [...text.matchAll(pattern)].flatMap(([, commands = '', shown = '']) => {
    const answers = shown.split(/^(?=HTTP\/)/m).map(answerOf)
    return commands
      .trim()
      .split('\n')
      .map((command, place) => [command, answers[place] ?? answerOf('')] as const)
  })
}

function answerOf(text: string): ShownAnswer {
  const [head = '', ...body] = text.trim().split('\n\n')
  const [status = '', ...headers] = head.split('\n')
  return {
    status,
    headers: Object.fromEntries(headers.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string])),
    body: body.join('\n\n'),
  }
}

/** The words of a command, as a shell reads them. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  )
}

/** Sends what a `curl` command would send to the hub of a page, to another address. What the command writes to a file is no body. */
export async function sendAsCurl(command: string, url: string): Promise<ShownAnswer> {
  const words = wordsOf(command)
  const valuesOf = (option: string) => words.flatMap((word, place) => (word === option ? [words[place + 1] ?? ''] : []))
  const [body] = valuesOf('-d')
  const method = valuesOf('-X')[0] ?? (body === undefined ? 'GET' : 'POST')
  const headers = Object.fromEntries(
    valuesOf('-H').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
  )
  const sent = open((words.at(-1) ?? '').replace('http://localhost:4000', url), { method, headers })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return {
    status: `HTTP/${response.httpVersion} ${response.statusCode} ${response.statusMessage}`,
    headers: response.headers as Record<string, string>,
    body: words.includes('-o') ? '' : Buffer.concat(chunks).toString().trimEnd(),
  }
}
