import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { NeedView } from '../../../shared/understand/needs.ts';
import { api } from '../../app/api.ts';
import { TrustBars } from '../../identify/record/TrustBars.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useWords } from '../../ui/words.ts';
import { type Done, offeringsQuery, useNeedActFromMenu } from './queries.ts';

const sure = {
  known: 'needs.known',
  fading: 'needs.fading',
  assumption: 'needs.assumed',
} as const;

/** One need: how urgent and how sure it is, what of ours meets it, and who could help. */
export function NeedLine({ need, head }: { need: NeedView; head?: ReactNode }) {
  const say = useWords();
  const act = useNeedActFromMenu();
  const { id, party, text, kind, priority, line, words, offerings } = need;
  const met = [words, ...offerings.map(({ name }) => name)].filter(Boolean);
  return (
    <article aria-label={text} className="flex flex-col gap-4">
      {head}
      <p className="flex flex-wrap items-center gap-x-8 gap-y-4">
        <span className="min-w-0 wrap-anywhere whitespace-pre-line">{text}</span>
        {kind === 'constraint' ? <Badge>{say('needs.constraint')}</Badge> : null}
        {priority === 1 ? <Badge tone="warn">{say('needs.urgent')}</Badge> : null}
        <span className="inline-flex items-center gap-4 text-xs text-text-2">
          <TrustBars state={line === 'assumption' ? 'assumed' : line} />
          {say(sure[line])}
        </span>
      </p>
      {met.length > 0 ? (
        <p className="flex flex-wrap items-center gap-x-8 text-sm wrap-anywhere text-text-2">
          <Icon name="check" />
          {say('needs.metBy', { what: met.join(', ') })}
        </p>
      ) : null}
      <span className="flex flex-wrap items-center gap-4">
        <Link
          to="/who"
          search={{ text: text.slice(0, 500), about: party.id, of: party.kind }}
          className={buttonClass('secondary', 'small')}
        >
          <Icon name="people" />
          {say('needs.who')}
          <span className="sr-only"> {text}</span>
        </Link>
        {need.can.edit ? <MetBy need={need} /> : null}
        {need.can.edit
          ? offerings.map((offering) => (
              <Button
                key={offering.id}
                size="small"
                variant="quiet"
                onPress={() =>
                  act(
                    () => api.delete<Done>(`/needs/${id}/offerings/${offering.id}`),
                    say('needs.leftOpen'),
                  )
                }
              >
                {say('needs.leaveOpen', { name: offering.name })}
              </Button>
            ))
          : null}
      </span>
    </article>
  );
}

/** What of ours meets it, from the list of what we offer. */
function MetBy({ need }: { need: NeedView }) {
  const say = useWords();
  const act = useNeedActFromMenu();
  const { data } = useQuery(offeringsQuery);
  const tied = new Set(need.offerings.map(({ id }) => id));
  const free = (data?.rows ?? []).filter(({ id }) => !tied.has(id));
  if (free.length === 0) return null;
  const label = say('needs.meet');
  return (
    <Menu
      label={label}
      placement="bottom start"
      trigger={
        <Button size="small" variant="quiet" icon="add">
          {label}
          <span className="sr-only"> {need.text}</span>
        </Button>
      }
      groups={[
        {
          entries: free.map(({ id, name, meets }) => ({
            id,
            label: name,
            ...(meets ? { description: meets } : {}),
            onAction: () =>
              act(
                () => api.put<Done>(`/needs/${need.id}/offerings/${id}`, {}),
                say('needs.met', { name }),
              ),
          })),
        },
      ]}
    />
  );
}
