import { accessLevels } from '../../shared/platform/access.ts';
import { Badge } from '../ui/Badge.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { Invitations } from './Invitations.tsx';
import { levelWords } from './levels.ts';
import { Protection } from './Protection.tsx';
import { SingleSignOn } from './SingleSignOn.tsx';
import { Teams } from './Teams.tsx';
import { TopicSection } from './TopicSection.tsx';
import { Users } from './Users.tsx';
import { useSession } from './useSession.ts';

/** Who is here and what each may do. Owners change it; the others see whom to ask. */
export function Team() {
  const say = useWords();
  const isOwner = useSession()?.user.level === 'owner';
  return (
    <>
      <TopicSection topic="users" {...(isOwner ? {} : { lead: say('settings.users.askOwner') })}>
        <Users />
      </TopicSection>
      {isOwner ? (
        <TopicSection topic="invitations" lead={say('settings.invitations.words')}>
          <Invitations />
        </TopicSection>
      ) : null}
      <TopicSection topic="teams" lead={say('settings.teams.words')}>
        <Teams />
      </TopicSection>
      {isOwner ? (
        <TopicSection topic="protection" lead={say('settings.protection.words')}>
          <Protection />
        </TopicSection>
      ) : null}
      {isOwner ? (
        <TopicSection topic="singleSignOn" lead={say('signOn.words')}>
          <SingleSignOn />
        </TopicSection>
      ) : null}
      <TopicSection topic="levels">
        <Levels />
      </TopicSection>
    </>
  );
}

function Levels() {
  const say = useWords();
  const own = useSession()?.user.level;
  return (
    <Card>
      <dl className="flex flex-col gap-12">
        {accessLevels.map((level) => (
          <div key={level} className="flex flex-col gap-2">
            <dt className="flex flex-wrap items-center gap-8 font-medium">
              {say(levelWords[level].name)}
              {level === own ? <Badge tone="accent">{say('settings.level.yours')}</Badge> : null}
            </dt>
            <dd className="text-text-2">{say(levelWords[level].effect)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
