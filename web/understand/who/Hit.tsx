import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FoundView, Place, WhoHit, WhoView } from '../../../shared/understand/who.ts';
import { places } from '../../../shared/understand/who.ts';
import { sessionQuery } from '../../app/session.ts';
import { When } from '../../identify/parties/When.tsx';
import { roleWords, warmthMessages } from '../../identify/parties/words.ts';
import { tieWords } from '../../identify/ties/words.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Card } from '../../ui/Page.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { type Say, useLocale, useWords } from '../../ui/words.ts';

const placeMessages: Record<Place, MessageId> = {
  work: 'needs.place.work',
  'former work': 'needs.place.formerWork',
  'company name': 'needs.place.companyName',
  interest: 'needs.place.interest',
  own: 'needs.place.own',
  tag: 'needs.place.tag',
  field: 'needs.place.field',
  extra: 'needs.place.extra',
  note: 'needs.place.note',
  entry: 'needs.place.entry',
};

/** Somebody who could help: what speaks for it, and who of us reaches them. */
export function Hit({ hit, words }: { hit: WhoHit; words: WhoView['words'] }) {
  const say = useWords();
  const { party, found } = hit;
  // Where their work is what speaks for them, it stands below.
  const about = found.some(({ place }) => place === 'work')
    ? ''
    : [party.title, party.kind === 'person' ? party.companyName : null].filter(Boolean).join(', ');
  // One record often says several words of the question.
  const said = [...Map.groupBy(found, ({ place, text }) => `${place} ${text}`).values()].map(
    ([first]) => first!,
  );
  return (
    <Card>
      <article aria-label={party.name} className="flex flex-col gap-8">
        <p className="flex flex-wrap items-center gap-x-8 gap-y-4">
          <Icon name={party.kind === 'person' ? 'person' : 'company'} />
          <Link
            to={party.kind === 'person' ? '/people/$id' : '/companies/$id'}
            params={{ id: party.id }}
            className="min-w-0 font-medium wrap-anywhere"
          >
            <bdi>{party.name}</bdi>
          </Link>
          {party.roles.map((role) => (
            <Badge key={role}>{roleWords(say, role)}</Badge>
          ))}
          {party.formerRoles.map((role) => (
            <Badge key={role}>{say('needs.who.formerly', { role: roleWords(say, role) })}</Badge>
          ))}
          {about ? (
            <span className="min-w-0 text-sm wrap-anywhere text-text-2">{about}</span>
          ) : null}
        </p>
        <ul className="flex flex-col gap-4">
          {said.map((one) => (
            <li key={`${one.place} ${one.text}`} className="text-sm wrap-anywhere">
              <span className="text-text-2">{say(placeMessages[one.place])}</span> {one.text}
              <span className="text-xs text-text-3">
                {' · '}
                <When at={one.at} />
              </span>
            </li>
          ))}
        </ul>
        <p className="flex flex-wrap items-center gap-x-8 gap-y-4 text-sm">
          <Icon name="connection" />
          <span className="min-w-0 flex-1 wrap-anywhere">
            <Way hit={hit} />
          </span>
          <Why hit={hit} words={words} />
        </p>
      </article>
    </Card>
  );
}

/** "Max knows Berta Fuchs best · Anna Muster works at Fuchs & Co". Names, and nothing about how much. */
function Way({ hit: { party, path, knownBy, owner } }: { hit: WhoHit }) {
  const say = useWords();
  const locale = useLocale();
  const { data: session } = useQuery(sessionQuery);
  const [best, ...others] = knownBy;
  if (!best) return say('needs.way.nobody', { owner: owner.name });
  const end = path.at(-1)?.party.name ?? party.name;
  const known =
    best.id === session?.user.id
      ? say('needs.way.you', { name: end })
      : say('needs.way.best', { who: best.name, name: end });
  const also =
    others.length > 0
      ? say('needs.way.also', {
          names: new Intl.ListFormat(locale).format(others.map(({ name }) => name)),
        })
      : '';
  return [known, also, ...stepsOf(party.name, path, say)].filter(Boolean).join(' · ');
}

function stepsOf(name: string, path: WhoHit['path'], say: Say): string[] {
  return path.map(({ party, tie }, at) => {
    const from = path[at - 1]?.party.name ?? name;
    const how = tie ? tieWords(tie, say) : say('needs.way.worksAt');
    return `${from} ${how} ${party.name}`;
  });
}

/** The arithmetic: of each word the best that is known, then how well we reach them. */
function Why({ hit, words }: { hit: WhoHit; words: WhoView['words'] }) {
  const say = useWords();
  const locale = useLocale();
  const figures = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const number = (value: number) => figures.format(value);
  const foundOf = (word: string): FoundView | undefined =>
    hit.found.find((one) => one.word === word);
  return (
    <Popover
      label={say('needs.why.of', { name: hit.party.name })}
      trigger={
        <Button variant="quiet" size="small">
          {say('needs.why')}
          <span className="sr-only"> {hit.party.name}</span>
        </Button>
      }
    >
      <div className="flex w-[300px] flex-col gap-8 text-sm">
        <dl className="flex flex-col gap-8">
          {words.map(({ word, rarity }) => {
            const found = foundOf(word);
            if (rarity === null) return null;
            return (
              <div key={word} className="grid grid-cols-[1fr_auto] gap-x-8">
                <dt className="wrap-anywhere">
                  {say('needs.why.word', { word, rarity: number(rarity) })}
                </dt>
                <dd className="tabular font-medium">{number(found?.worth ?? 0)}</dd>
                <dd className="col-span-2 text-xs wrap-anywhere text-text-2">
                  {found
                    ? say('needs.why.found', {
                        place: say(placeMessages[found.place]),
                        weight: number(places[found.place]),
                        credence: number(found.credence),
                        brevity: number(found.brevity),
                      })
                    : say('needs.why.notFound')}
                </dd>
              </div>
            );
          })}
          <Line label={say('needs.why.relevance')} value={number(hit.relevance)} />
          <Line
            label={say('needs.why.reach', {
              warmth: say(warmthMessages[hit.warmth]),
              steps: hit.path.length,
            })}
            value={number(hit.reach)}
          />
          <Line
            label={say('needs.why.score', {
              relevance: number(hit.relevance),
              reach: number(hit.reach),
            })}
            value={number(hit.score)}
          />
        </dl>
        <p className="text-xs text-text-2">{say('needs.why.words')}</p>
      </div>
    </Popover>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex gap-8 border-t border-border pt-4">
      <dt className="min-w-0 flex-1 wrap-anywhere">{label}</dt>
      <dd className="tabular font-medium">{value}</dd>
    </div>
  );
}
