import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { Practised } from '../../help/Practised.ts';
import { Button, buttonClass, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { type Say, useLocale, useWords } from '../../ui/words.ts';
import { usersQuery } from '../parties/queries.ts';
import { exactInstant, shownInstant } from '../parties/time.ts';
import { basisIcons, basisMessages } from '../parties/words.ts';
import { TrustDetails } from './TrustDetails.tsx';
import { type Trust, trustMessages, trustState } from './trust.ts';
import type { FactWords } from './useFactWords.ts';
import type { Statement } from './values.ts';

export interface SourceMarkProps {
  kind: PartyKind;
  partyId: string;
  fact: Statement;
  words: FactWords;
  /** How far it may be believed, once that is known. */
  trust?: Trust | undefined;
  /** Whether the reader may vouch for it. */
  mayVouch: boolean;
  onEdit?: () => void;
  onWithdraw?: () => void;
}

/** Where a value comes from: the shape says how we know it, the rest stands behind it. */
export function SourceMark({
  kind,
  partyId,
  fact,
  words,
  trust,
  mayVouch,
  onEdit,
  onWithdraw,
}: SourceMarkProps) {
  const say = useWords();
  const locale = useLocale();
  const { data: users = [] } = useQuery(usersQuery);
  const colleague =
    fact.source.kind === 'person'
      ? (users.find(({ id }) => fact.source.kind === 'person' && id === fact.source.userId)?.name ??
        fact.statedBy)
      : fact.statedBy;
  const source = sourceWords(fact, say, colleague);
  const when = shownInstant(fact.statedAt, locale);
  const value = words.value(fact).replace(/\s+/g, ' ');
  const short = value.length > 80 ? `${value.slice(0, 80)}…` : value;
  const basis = say(basisMessages[fact.basis]);
  return (
    <Popover
      label={say('identify.source.of', { value: short })}
      placement="bottom end"
      trigger={
        <IconButton
          size="small"
          icon={basisIcons[fact.basis]}
          label={[
            say('identify.source.mark', {
              label: words.label(fact),
              value: short,
              basis,
              source,
              when,
            }),
            trust ? `${say(trustMessages[trustState(trust)])}.` : '',
          ]
            .filter(Boolean)
            .join(' ')}
          className={fact.basis === 'assumed' ? 'text-assume!' : 'text-text-3!'}
        />
      }
    >
      {({ close }) => (
        <div className="flex w-[260px] flex-col gap-8">
          <Practised step="why" />
          <p className="flex items-center gap-8 text-base font-medium">
            <Icon
              name={basisIcons[fact.basis]}
              className={fact.basis === 'assumed' ? 'text-assume' : 'text-text-2'}
            />
            {basis}
          </p>
          <p className="text-sm wrap-anywhere text-text-2">{source}</p>
          <p className="text-sm text-text-3">
            <time dateTime={fact.statedAt}>{exactInstant(fact.statedAt, locale)}</time>
          </p>
          {fact.source.kind === 'activity' ? (
            <Link
              to={kind === 'person' ? '/people/$id' : '/companies/$id'}
              params={{ id: partyId }}
              search={{ activity: fact.source.activityId }}
              onClick={close}
              className={buttonClass('quiet', 'small')}
            >
              {say('identify.source.show')}
            </Link>
          ) : null}
          {trust ? (
            <TrustDetails
              kind={kind}
              partyId={partyId}
              fact={fact}
              trust={trust}
              mayVouch={mayVouch}
              onDone={close}
            />
          ) : null}
          {onEdit || onWithdraw ? (
            <div className="flex flex-wrap gap-8 border-t border-border pt-8">
              {onEdit ? (
                <Button
                  size="small"
                  icon="edit"
                  onPress={() => {
                    close();
                    onEdit();
                  }}
                >
                  {say('identify.edit')}
                </Button>
              ) : null}
              {onWithdraw ? (
                <Button
                  size="small"
                  variant="quiet"
                  icon="remove"
                  onPress={() => {
                    close();
                    onWithdraw();
                  }}
                >
                  {say('identify.withdraw')}
                </Button>
              ) : null}
            </div>
          ) : null}
        </div>
      )}
    </Popover>
  );
}

/** File and line, message, or colleague. */
function sourceWords({ source }: Statement, say: Say, colleague: string | null): string {
  switch (source.kind) {
    case 'person':
      return say('identify.source.person', { name: colleague ?? say('identify.someone') });
    case 'import': {
      const file = [source.file, source.entry].filter(Boolean).join(' › ');
      if (source.line !== undefined)
        return say('identify.source.line', { file, line: source.line });
      if (source.part !== undefined)
        return say('identify.source.part', { file, part: source.part });
      return say('identify.source.file', { file });
    }
    case 'activity':
      return say('identify.source.activity');
    case 'seed':
      return say('identify.source.seed');
    case 'default':
      return say('identify.source.default');
    case 'unnamed':
      return say('understand.source.unnamed');
  }
}
