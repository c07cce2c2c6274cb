import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { BriefView } from '../../../shared/understand/brief.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { shownDay } from './days.ts';
import { Doubts, Facts, Wishes } from './Known.tsx';
import { Matter } from './Matter.tsx';
import { Promises } from './Promises.tsx';
import { briefQuery } from './queries.ts';
import { Volunteer } from './Volunteer.tsx';

/** What do I have to know before I ring, meet or write? */
export function BriefPage() {
  const say = useWords();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/shell/people/$id/brief' });
  const { for: order } = useSearch({ from: '/shell/people/$id/brief' });
  const { data: brief, error, refetch } = useQuery(briefQuery(id));
  const isMail = order === 'mail';
  return (
    <Page
      title={brief ? say('brief.title', { name: brief.person.name }) : say('understand.brief')}
      width="reading"
      actions={
        <span className="flex flex-wrap gap-8 print:hidden">
          <Button
            icon={isMail ? 'call' : 'mail'}
            onPress={() =>
              void navigate({
                to: '/people/$id/brief',
                params: { id },
                search: isMail ? {} : { for: 'mail' },
                replace: true,
              })
            }
          >
            {say(isMail ? 'brief.forTalk' : 'brief.forMail')}
          </Button>
          <Button icon="document" onPress={() => window.print()}>
            {say('brief.print')}
          </Button>
          <Link to="/people/$id" params={{ id }} className={buttonClass('quiet')}>
            <Icon name="person" />
            {say('brief.back')}
          </Link>
        </span>
      }
    >
      {error ? (
        <EmptyState
          icon="warning"
          title={say('brief.failed')}
          action={<Button onPress={() => void refetch()}>{say('app.failure.again')}</Button>}
        >
          {error.message}
        </EmptyState>
      ) : !brief ? (
        <Skeleton rows={8} />
      ) : (
        <div className="mx-auto flex w-full max-w-[760px] flex-col pb-24">
          {isMail ? (
            <>
              <Greeting brief={brief} />
              <Matter brief={brief} isShort />
              <Promises brief={brief} />
              <Volunteer brief={brief} most={1} />
            </>
          ) : (
            <>
              <Greeting brief={brief} />
              <Volunteer brief={brief} most={5} />
              <Matter brief={brief} />
              <Doubts brief={brief} />
              <Wishes brief={brief} />
              <Promises brief={brief} />
            </>
          )}
        </div>
      )}
    </Page>
  );
}

function Greeting({ brief }: { brief: BriefView }) {
  const say = useWords();
  const locale = useLocale();
  const { name, title, company } = brief.person;
  const { lastContact, wishes } = brief.greeting;
  const role =
    title && company ? say('brief.at', { title, company: company.name }) : (title ?? company?.name);
  const day = lastContact && shownDay(lastContact.at, locale);
  return (
    <Section title={say('brief.greeting')}>
      <div className="flex flex-col gap-4">
        <p className="text-lg font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </p>
        {role ? <p className="wrap-anywhere text-text-2">{role}</p> : null}
        <Facts facts={wishes} brief={brief} />
        <p className="wrap-anywhere text-text-2">
          {!day
            ? say('brief.noContact')
            : lastContact.words
              ? say('brief.lastContact', { day, words: firstLine(lastContact.words) })
              : say('brief.lastContactBare', { day })}
        </p>
      </div>
    </Section>
  );
}

const longest = 140;
/** As much of it as is read at a glance. */
export function firstLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** A line of a part, with what can be done about it. */
export function Line({ children, act }: { children: ReactNode; act?: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-8 gap-y-4">
      <span className="min-w-0 flex-1 basis-[220px] wrap-anywhere">{children}</span>
      {act ? <span className="print:hidden">{act}</span> : null}
    </li>
  );
}
