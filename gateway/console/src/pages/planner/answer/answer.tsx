import { useCallback } from 'react'
import { Segments } from '../../../controls/segments'
import { Meanings } from '../../../figures/meanings'
import { type PlannerAnswerQuery, plannerAnswer } from '../../../generated/pages/planner/planner-answer'
import { GraphLinks } from '../../../graph/graph-links'
import type { AskedPages } from '../../../graph/use-answer-pages'
import { useWords } from '../../../i18n/words'
import { ErrorLines } from '../../../states/error-lines'
import { Notice } from '../../../states/notice'
import { stateWords } from '../../../states/state-words'
import { plannerWords } from '../planner-words'
import { type PlannerQuestion, besidesFor, measureQueryOf, views } from '../question/planner-question'
import { AnswerBars } from './answer-bars'
import { AnswerCoverage } from './answer-coverage'
import { AnswerLines } from './answer-lines'
import { AnswerTable } from './answer-table'
import { AnswerTitle } from './answer-title'
import { AnswerTiles } from './answer-tiles'
import { Drawable } from './drawable'
import { variablesOf } from './ask-answer'
import type { BesideFigures } from './beside-figures'

interface AnswerProps {
  /** The question on the page. The answer may still be that of the one before. */
  readonly question: PlannerQuestion
  readonly change: (next: Partial<PlannerQuestion>) => void
  /** The code of the city that it is asked in. */
  readonly city: string
  readonly asked: AskedPages<PlannerAnswerQuery, PlannerQuestion>
  readonly beside: BesideFigures
  readonly drill: ((code: string) => void) | undefined
}

/** How many rows are drawn as bars or tiles at once. */
const drawable = 200

/** The answer in the form that the question names, with what it rests on and how to take it along. */
export function Answer({ question: current, change, city, asked, beside, drill }: AnswerProps) {
  const say = useWords(plannerWords)
  const sayState = useWords(stateWords)
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } = asked
  const { targetOf } = beside
  const readMore = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const first = data?.pages[0]
  const table = first?.data.measures
  if (!data || !first || !table) return null
  const { view, across, show } = current
  const question = {
    ...first.about,
    view,
    across: across && first.about.groupBy.includes('PERIOD'),
    show: show.filter((one) => besidesFor(first.about).includes(one)),
  }
  const errors = data.pages.flatMap((page) => page.errors)
  const rows = data.pages.flatMap((page) => page.data.measures?.rows ?? []).slice(0, question.rows ?? undefined)
  const drawn = rows.slice(0, drawable)
  const total = Math.min(table.totalCount, question.rows ?? table.totalCount)
  const mayRead = hasNextPage && !isFetchingNextPage && !isFetchNextPageError && rows.length < total
  return (
    <>
      {errors.length > 0 && (
        <Notice kind="partial" title={sayState('partial')}>
          <ErrorLines errors={errors} />
        </Notice>
      )}
      <AnswerTitle question={question} />
      <div className="answer-head">
        <Segments
          label={say('view')}
          options={views.map((view) => [view, say(view)])}
          value={question.view}
          onChange={(view) => change({ view })}
        />
        {question.view === 'table' && question.groupBy.includes('PERIOD') && (
          <label className="tick">
            <input
              type="checkbox"
              checked={question.across}
              onChange={({ target }) => change({ across: target.checked })}
            />
            {say('across')}
          </label>
        )}
      </div>
      <p className="answer-count" role="status">
        {rows.length === 0 ? say('nothing') : say('count', { count: total })}
        {question.view !== 'table' &&
          drawn.length < total &&
          ` ${say('shownOf', { shown: drawn.length, count: total })}`}
        {table.undecided > 0 &&
          ` ${say(question.having.length > 0 ? 'undecided' : 'unplaced', { count: table.undecided })}`}
      </p>
      {rows.length > 0 && question.view === 'table' && (
        <AnswerTable
          question={question}
          rows={rows}
          beside={beside}
          total={total}
          readMore={mayRead ? readMore : undefined}
          drill={drill}
        />
      )}
      {rows.length > 0 && question.view === 'bars' && <AnswerBars question={question} rows={drawn} beside={beside} />}
      {rows.length > 0 && (question.view === 'lines' || question.view === 'multiples') && (
        <Drawable view="lines" question={question} city={city} change={change}>
          <AnswerLines question={question} rows={drawn} isSplit={question.view === 'multiples'} targetOf={targetOf} />
        </Drawable>
      )}
      {rows.length > 0 && question.view === 'tiles' && (
        <Drawable view="tiles" question={question} city={city} change={change}>
          <AnswerTiles question={question} rows={drawn} drill={drill} />
        </Drawable>
      )}
      <AnswerCoverage question={question} whole={table.coverage} />
      <Meanings
        measures={question.measures}
        statuses={new Set(rows.flatMap(({ cells }) => cells.map(({ status }) => status)))}
      />
      <GraphLinks
        operation={plannerAnswer}
        variables={variablesOf(question, undefined)}
        question={{
          within: question.within,
          beside: question.beside,
          rows: question.rows,
          query: measureQueryOf(question),
        }}
        across={question.across}
      />
    </>
  )
}
