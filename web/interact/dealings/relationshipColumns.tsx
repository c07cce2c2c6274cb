import type { RelationshipRow } from '../../../shared/interact/dealings/relationships.ts';
import type { FieldView } from '../../../shared/platform/catalog.ts';
import { PhoneCell } from '../../identify/parties/PhoneLink.tsx';
import { RecordLink } from '../../identify/parties/RecordLink.tsx';
import { shownDay } from '../../identify/parties/time.ts';
import { fieldWords } from '../../identify/parties/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import type { GridColumn } from '../../ui/grid/columns.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Say } from '../../ui/words.ts';
import type { ListedRole } from './RelationshipPage.tsx';

interface Needs {
  say: Say;
  locale: string;
  /** What the server sorts and filters such a list by. */
  fields: readonly FieldView[];
  /** Names of colleagues by id. */
  names: Readonly<Record<string, string>>;
}

type Draw = Omit<GridColumn<RelationshipRow>, 'isSortable'>;

/** The columns of a list: of staff whom they report to, of the others what lies between us. */
export function relationshipColumns(
  role: ListedRole,
  { say, locale, fields, names }: Needs,
): GridColumn<RelationshipRow>[] {
  const sortable = new Set(fields.filter((field) => field.sortable).map(({ name }) => name));
  const known = (id: string) => ({ id, header: fieldWords(say, id) });
  const drawn: Draw[] =
    role === 'staff'
      ? [
          { ...known('name'), width: 240, cell: (row) => <Name row={row} /> },
          { ...known('title'), width: 180, cell: ({ title }) => title && <bdi>{title}</bdi> },
          {
            id: 'reportsTo',
            header: say('dealings.list.reportsTo'),
            width: 180,
            cell: (row) => <Heads row={row} />,
          },
          { ...known('email'), width: 220, cell: ({ email }) => email },
          {
            ...known('phone'),
            width: 150,
            cell: (row) => <PhoneCell row={row} />,
          },
          { ...known('city'), width: 110, cell: ({ city }) => city },
        ]
      : [
          { ...known('name'), width: 200, cell: (row) => <Name row={row} /> },
          {
            id: 'supplyCount',
            header: say('dealings.supplies'),
            width: 180,
            cell: ({ supplies, supplyCount }) =>
              supplies.length > 0 ? (
                <span className="truncate">
                  <bdi>{supplies.join(', ')}</bdi>
                  {supplyCount > supplies.length
                    ? say('dealings.list.more', { count: supplyCount - supplies.length })
                    : null}
                </span>
              ) : null,
          },
          {
            id: 'openOffers',
            header: say('dealings.list.openOffers'),
            width: 142,
            align: 'end',
            cell: ({ openOffers }) => <Figure of={openOffers} />,
          },
          {
            id: 'openPayments',
            header: say('dealings.list.openPayments'),
            width: 104,
            align: 'end',
            cell: ({ openPayments }) => <Figure of={openPayments} />,
          },
          {
            id: 'nextPayment',
            header: say('dealings.list.nextPayment'),
            width: 142,
            align: 'end',
            cell: ({ nextPayment }) => <Day of={nextPayment} locale={locale} />,
          },
          {
            id: 'openPromises',
            header: say('dealings.list.openPromises'),
            width: 142,
            align: 'end',
            cell: ({ openPromises }) => <Figure of={openPromises} />,
          },
          {
            id: 'nextPromise',
            header: say('dealings.list.nextPromise'),
            width: 138,
            align: 'end',
            cell: ({ nextPromise }) => <Day of={nextPromise} locale={locale} />,
          },
          {
            ...known('assignedTo'),
            width: 114,
            cell: ({ assignedTo }) => assignedTo && <bdi>{names[assignedTo]}</bdi>,
          },
        ];
  return drawn.map((column) => ({ ...column, isSortable: sortable.has(column.id) }));
}

function Name({ row: { kind, id, name, visibility } }: { row: RelationshipRow }) {
  return (
    <RecordLink
      {...{ kind, id }}
      className="flex min-w-0 flex-1 items-center gap-8 font-medium text-text no-underline hover:underline"
    >
      <Avatar name={name} kind={kind} size={24} />
      <bdi className="truncate">{name}</bdi>
      {visibility === 'private' ? <Icon name="lock" className="text-text-3" /> : null}
    </RecordLink>
  );
}

function Heads({ row: { reportsTo } }: { row: RelationshipRow }) {
  return reportsTo.map(({ id, name }) => (
    <RecordLink key={id} kind="person" id={id} dir="auto">
      {name}
    </RecordLink>
  ));
}

/** Nothing stands where there is nothing, so that the eye finds what there is. */
function Figure({ of }: { of: number }) {
  return of > 0 ? <span className="tabular">{of}</span> : null;
}

/** A day by which something is due; one that has passed stands out. */
function Day({ of, locale }: { of: string | null; locale: string }) {
  if (!of) return null;
  const day = shownDay(of, locale);
  return of < Temporal.Now.plainDateISO().toString() ? <Badge tone="bad">{day}</Badge> : day;
}

/** A row on a phone. */
export function RelationshipCard({
  row,
  say,
  locale,
}: {
  row: RelationshipRow;
  say: Say;
  locale: string;
}) {
  const { kind, name, title, companyName, supplies, nextPayment, nextPromise } = row;
  const about = [title, companyName, supplies.join(', ')].filter(Boolean).join(' · ');
  return (
    <div className="flex items-center gap-12 border-b border-border px-16 py-12">
      <Avatar name={name} kind={kind} size={40} />
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium">
          <bdi>{name}</bdi>
        </span>
        <span className="truncate text-sm text-text-2">{about || row.email || row.phone}</span>
        {nextPayment || nextPromise ? (
          <span className="flex flex-wrap gap-8 pt-4 text-xs text-text-2">
            {nextPayment ? (
              <span>
                {say('dealings.list.nextPayment')} <Day of={nextPayment} locale={locale} />
              </span>
            ) : null}
            {nextPromise ? (
              <span>
                {say('dealings.list.nextPromise')} <Day of={nextPromise} locale={locale} />
              </span>
            ) : null}
          </span>
        ) : null}
      </div>
    </div>
  );
}
