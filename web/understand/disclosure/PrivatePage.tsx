import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { inShownWorkspace } from '../../app/workspace.ts';
import { partyQuery } from '../../identify/parties/queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { Asked } from './Asked.tsx';
import { Links } from './Links.tsx';
import { privatePagesQuery } from './queries.ts';

/** What would this person read about themselves, who has a link to it, and what did they ask for? */
export function PrivatePage() {
  const say = useWords();
  const { id } = useParams({ from: '/shell/people/$id/page' });
  const { data: party, error: partyError } = useQuery(partyQuery('person', id));
  const { data, error } = useQuery(privatePagesQuery(id));
  const failed = partyError ?? error;
  return (
    <Page title={say('disclosure.title')}>
      {failed ? (
        <EmptyState icon="warning">{failed.message}</EmptyState>
      ) : !party || !data ? (
        <Skeleton rows={6} />
      ) : (
        <>
          <p className="text-text-2">
            <Link
              to="/people/$id"
              params={{ id: party.id }}
              className="text-accent-text hover:underline"
            >
              <bdi>{party.name}</bdi>
            </Link>
          </p>
          <div className="flex flex-col gap-x-24 desktop:flex-row">
            <div className="min-w-0 flex-1">
              <Preview partyId={party.id} key={party.version} />
            </div>
            <div className="min-w-0 desktop:w-[400px] desktop:shrink-0">
              <Links party={party} pages={data.pages} mayMake={data.can.make} />
              {data.acts.length > 0 ? (
                <Asked party={party} acts={data.acts} can={data.can} />
              ) : null}
            </div>
          </div>
        </>
      )}
    </Page>
  );
}

/** The page itself, as the server makes it; nothing in it can be pressed. */
function Preview({ partyId }: { partyId: string }) {
  const say = useWords();
  const locale = useLocale();
  const [language, setLanguage] = useState<'en' | 'de'>(locale.startsWith('de') ? 'de' : 'en');
  return (
    <Section
      title={say('disclosure.preview')}
      actions={
        <FilterChips
          label={say('disclosure.language')}
          options={[
            { id: 'en', label: say('disclosure.language.en') },
            { id: 'de', label: say('disclosure.language.de') },
          ]}
          value={language}
          onChange={setLanguage}
        />
      }
    >
      <p className="text-sm text-text-2">{say('disclosure.preview.lead')}</p>
      <iframe
        title={say('disclosure.preview')}
        sandbox=""
        src={inShownWorkspace(
          `/api/v1/private-pages/preview?party=${partyId}&language=${language}`,
        )}
        className="h-[70vh] w-full rounded-control border border-border-strong bg-surface"
      />
    </Section>
  );
}
