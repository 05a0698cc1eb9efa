import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useCity } from '../../app/use-city'
import { triedAreas } from '../../generated/pages/sign-in/tried-areas'
import { triedCommunities } from '../../generated/pages/sign-in/tried-communities'
import { useAnswer } from '../../graph/use-answer'
import { useRoleName } from '../../i18n/role-name'
import { useWords } from '../../i18n/words'
import { type TriedRole, tryRole } from '../../session/try-role'
import { Notice } from '../../states/notice'
import { Choice } from './choice'
import { signInWords } from './sign-in-words'

const triedRoles = ['planner', 'city-office', 'borough-office', 'community-office', 'ngo', 'operator'] as const

/** On one's own machine: whom to look at the hub as. It says that it is for trying. */
export function RoleChooser({ returnTo }: { readonly returnTo: string }) {
  const say = useWords(signInWords)
  const roleName = useRoleName()
  const navigate = useNavigate()
  const city = useCity()?.code
  const [role, setRole] = useState<(typeof triedRoles)[number]>('planner')
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const [fault, setFault] = useState<string>()
  const areas = useAnswer(triedAreas, { city: city ?? '' }, { enabled: city !== undefined }).data?.data
  const boroughs = areas?.city?.boroughs?.flatMap((borough) => borough ?? []) ?? []
  const organisations = areas?.organisations?.nodes ?? []
  const borough = chosen['borough'] ?? boroughs[0]?.code
  const asksCommunity = role === 'community-office' && borough !== undefined
  const listed = useAnswer(triedCommunities, { borough: borough ?? '' }, { enabled: asksCommunity, keepPrevious: true })
  const communities = listed.data?.data.communities?.nodes.flatMap((node) => node ?? []) ?? []
  const community = communities.find(({ code }) => code === chosen['community'])?.code ?? communities[0]?.code
  const organisation = chosen['organisation'] ?? organisations[0]?.creditCode
  const divisions = { planner: city, 'city-office': city, 'borough-office': borough, 'community-office': community }
  const wanted: TriedRole = {
    role,
    division: role in divisions ? (divisions[role as keyof typeof divisions] ?? null) : null,
    organisation: role === 'ngo' ? (organisation ?? null) : null,
  }
  const choose = (what: string) => (value: string) => setChosen({ ...chosen, [what]: value })
  const become = async () => {
    try {
      await tryRole(wanted)
      await navigate({ to: returnTo })
    } catch (error) {
      setFault((error as Error).message)
    }
  }
  return (
    <section className="role-chooser" aria-labelledby="trying">
      <h2 id="trying">{say('trying')}</h2>
      <p>{say('tryingLead')}</p>
      <Choice
        label={say('role')}
        value={role}
        options={triedRoles.map((value) => ({ value, name: roleName(value) }))}
        onChoose={setRole}
      />
      {(role === 'borough-office' || role === 'community-office') && (
        <Choice
          label={say('borough')}
          value={borough ?? ''}
          options={boroughs.map(({ code, name }) => ({ value: code, name }))}
          onChoose={choose('borough')}
        />
      )}
      {role === 'community-office' && (
        <Choice
          label={say('community')}
          value={community ?? ''}
          options={communities.map(({ code, name }) => ({ value: code, name }))}
          onChoose={choose('community')}
        />
      )}
      {role === 'ngo' && (
        <Choice
          label={say('organisation')}
          value={organisation ?? ''}
          options={organisations.map(({ creditCode, name }) => ({ value: creditCode, name }))}
          onChoose={choose('organisation')}
        />
      )}
      {fault !== undefined && (
        <Notice kind="refused" title={say('failed')}>
          {fault}
        </Notice>
      )}
      <Button
        className="button button-main"
        isDisabled={role !== 'operator' && wanted.division === null && wanted.organisation === null}
        onPress={() => void become()}
      >
        {say('become')}
      </Button>
    </section>
  )
}
