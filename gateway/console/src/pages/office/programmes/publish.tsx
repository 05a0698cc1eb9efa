import { publishProgramme } from '../../../generated/pages/office/programmes/publish-programme'
import { useWords } from '../../../i18n/words'
import { Action } from '../form/action'
import { useChoices } from '../form/use-choices'
import { WriteForm } from '../form/write-form'
import { officeWords } from '../office-words'

interface PublishProps {
  readonly community: string
  readonly centres: readonly { readonly id: string; readonly name: string }[]
}

/** The form of a new programme. */
export function Publish({ community, centres }: PublishProps) {
  const say = useWords(officeWords)
  const choices = useChoices()
  return (
    <Action name={say('publish')}>
      <WriteForm
        operation={publishProgramme}
        fixed={{ community }}
        submit={say('publishNow')}
        done={({ publishProgramme: made }) => say('published', { title: made?.title ?? '' })}
        hasKey
        fields={[
          { name: 'title', kind: 'line' },
          { name: 'description', kind: 'text' },
          { name: 'kind', kind: 'choice', choices: choices('ProgrammeKind') },
          { name: 'startsOn', kind: 'day' },
          { name: 'endsOn', kind: 'day' },
          { name: 'capacity', kind: 'number' },
          { name: 'fee', kind: 'line', isOptional: true },
          {
            name: 'educationCentre',
            kind: 'choice',
            isOptional: true,
            choices: centres.map(({ id, name }) => ({ value: id, name })),
          },
          { name: 'audience', kind: 'choices', choices: choices('LearnerGroup') },
        ]}
      />
    </Action>
  )
}
