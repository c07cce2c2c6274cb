import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { Badge } from '../../ui/Badge.tsx';
import { buttonClass } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Peek } from '../../ui/Pane.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useWords } from '../../ui/words.ts';
import { PhoneLink } from '../parties/PhoneLink.tsx';
import { partyQuery } from '../parties/queries.ts';
import { When } from '../parties/When.tsx';
import { fieldWords, roleWords } from '../parties/words.ts';

export interface PartyPeekProps {
  kind: PartyKind;
  id: string;
  onClose: () => void;
}

/** Who this is at a glance, without leaving the list. */
export default function PartyPeek({ kind, id, onClose }: PartyPeekProps) {
  const say = useWords();
  const { data: party, error } = useQuery(partyQuery(kind, id));
  const values = (topic: 'email' | 'phone' | 'note' | 'tag') =>
    party?.statements.filter((one) => one.topic === topic).map(({ value }) => String(value)) ?? [];
  return (
    <Peek
      title={party?.name ?? say('ui.loading')}
      onClose={onClose}
      actions={
        <Link
          to={kind === 'person' ? '/people/$id' : '/companies/$id'}
          params={{ id }}
          className={buttonClass('secondary', 'small')}
        >
          {say('ui.keys.open')}
        </Link>
      }
    >
      {party ? (
        <dl className="flex flex-col gap-12">
          {party.roles.length > 0 ? (
            <dd className="flex flex-wrap gap-4">
              {party.roles.map((role) => (
                <Badge key={role}>{roleWords(say, role)}</Badge>
              ))}
            </dd>
          ) : null}
          <Line label={fieldWords(say, 'company')}>
            {party.companyName
              ? [party.title, party.companyName].filter(Boolean).join(' · ')
              : null}
          </Line>
          <Line label={fieldWords(say, 'domain')}>{party.domain}</Line>
          <Lines label={fieldWords(say, 'email')} values={values('email')} />
          <Line label={fieldWords(say, 'phone')}>
            {values('phone').length > 0
              ? [...new Set(values('phone'))].map((number) => (
                  <PhoneLink key={number} number={number} party={party} className="block w-fit" />
                ))
              : null}
          </Line>
          <Line label={fieldWords(say, 'city')}>{party.city}</Line>
          <Line label={fieldWords(say, 'lastContact')}>
            {party.lastContactAt ? <When at={party.lastContactAt} /> : say('identify.noContact')}
          </Line>
          <Lines label={say('identify.topic.tag')} values={values('tag')} />
          <Lines label={say('identify.topic.note')} values={values('note')} />
        </dl>
      ) : error ? (
        <Notice tone="bad">{error.message}</Notice>
      ) : (
        <Skeleton shape="text" rows={6} />
      )}
    </Peek>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div className="flex flex-col">
      <dt className="text-xs text-text-3">{label}</dt>
      <dd className="text-base wrap-anywhere whitespace-pre-line">{children}</dd>
    </div>
  );
}

function Lines({ label, values }: { label: string; values: readonly string[] }) {
  return (
    <Line label={label}>
      {values.length > 0 ? <bdi>{[...new Set(values)].join('\n')}</bdi> : null}
    </Line>
  );
}
