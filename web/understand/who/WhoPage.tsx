import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { WhoView } from '../../../shared/understand/who.ts';
import { partyQuery } from '../../identify/parties/queries.ts';
import { Loaded } from '../../settings/Loaded.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Page } from '../../ui/Page.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { needsQuery } from '../needs/queries.ts';
import { Hit } from './Hit.tsx';
import { whoQuery } from './queries.ts';

/** Who of all we know could help with this, why, and how do we reach them? */
export function WhoPage() {
  const say = useWords();
  const navigate = useNavigate();
  const { text = '', about, of } = useSearch({ from: '/shell/who' });
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  const ask = (wanted: string) =>
    void navigate({
      to: '/who',
      search: {
        ...(wanted.trim() ? { text: wanted.trim().slice(0, 500) } : {}),
        ...(about && of ? { about, of } : {}),
      },
    });
  const query = useQuery(whoQuery(text, about));
  return (
    <Page title={say('app.nav.who')} width="reading">
      <div className="flex flex-col gap-16">
        <p className="text-text-2">{say('needs.who.lead')}</p>
        {about && of ? <Takeover about={about} kind={of} onTaken={ask} /> : null}
        <Form aria-label={say('app.nav.who')} className="gap-8" onSubmit={() => ask(typed)}>
          <TextField
            label={say('needs.who.text')}
            name="text"
            maxLength={500}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
          />
          <span>
            <Button type="submit" variant="primary" icon="search">
              {say('needs.who.ask')}
            </Button>
          </span>
        </Form>
        {text ? <Loaded query={query}>{(view) => <Answer view={view} />}</Loaded> : null}
      </div>
    </Page>
  );
}

/** The needs of the one it is asked for, to be asked as they stand. */
function Takeover({
  about,
  kind,
  onTaken,
}: {
  about: string;
  kind: PartyKind;
  onTaken: (text: string) => void;
}) {
  const say = useWords();
  const { data: party } = useQuery(partyQuery(kind, about));
  const { data: needs } = useQuery(needsQuery(about));
  if (!party) return null;
  return (
    <div className="flex flex-col gap-8">
      <p className="text-sm wrap-anywhere">
        {say('needs.who.for')}{' '}
        <Link
          to={kind === 'person' ? '/people/$id' : '/companies/$id'}
          params={{ id: about }}
          className="font-medium"
        >
          <bdi>{party.name}</bdi>
        </Link>
      </p>
      {needs && needs.rows.length > 0 ? (
        <ul aria-label={say('needs.title')} className="flex flex-wrap gap-8">
          {needs.rows.map(({ id, text }) => (
            <li key={id} className="min-w-0">
              <Button size="small" onPress={() => onTaken(text)}>
                <span className="truncate">{text}</span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Answer({ view }: { view: WhoView }) {
  const say = useWords();
  const locale = useLocale();
  const { words, hits, colleagues } = view;
  const common = words.filter(({ rarity }) => rarity === null).map(({ word }) => word);
  return (
    <div className="flex flex-col gap-16">
      {common.length > 0 ? (
        <p className="text-sm text-text-2">
          {say('needs.who.tooCommon', { words: new Intl.ListFormat(locale).format(common) })}
        </p>
      ) : null}
      {hits.length === 0 && colleagues.length === 0 ? (
        <EmptyState icon="people" title={say('needs.who.noneTitle')}>
          {say('needs.who.none')}
        </EmptyState>
      ) : null}
      {hits.length > 0 ? (
        <ol aria-label={say('needs.who.hits')} className="flex flex-col gap-8">
          {hits.map((hit) => (
            <li key={hit.party.id}>
              <Hit hit={hit} words={words} />
            </li>
          ))}
        </ol>
      ) : null}
      {colleagues.length > 0 ? (
        <section aria-label={say('needs.who.colleagues')} className="flex flex-col gap-8">
          <h2 className="text-lg">{say('needs.who.colleagues')}</h2>
          <ul className="flex flex-col gap-4">
            {colleagues.map(({ id, name, interests }) => (
              <li key={id} className="wrap-anywhere">
                <span className="font-medium">{name}</span>
                <span className="text-text-2">{` · ${interests.join(', ')}`}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
