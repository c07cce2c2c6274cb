import type { PartyKind, PartyRow } from '../../../shared/identify/parties.ts';
import type { EntityView } from '../../../shared/platform/catalog.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import type { GridColumn } from '../../ui/grid/columns.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Say } from '../../ui/words.ts';
import { isOwn, type OwnFieldView, type Reading, shownFieldValue } from '../fields/shown.ts';
import { PhoneCell } from '../parties/PhoneLink.tsx';
import { RecordLink } from '../parties/RecordLink.tsx';
import { countryName } from '../parties/time.ts';
import { When } from '../parties/When.tsx';
import { fieldWords, roleWords, visibilityMessages, warmthMessages } from '../parties/words.ts';
import { RowMenu } from './RowMenu.tsx';

interface Needs {
  say: Say;
  locale: string;
  /** What the catalog says can be sorted. */
  entity: EntityView | undefined;
  /** Names of colleagues by id. */
  names: Readonly<Record<string, string>>;
  onTrash: (row: PartyRow) => void;
  /** Whether anybody has ever given a tag. */
  hasTags: boolean;
}

type Draw = Omit<GridColumn<PartyRow>, 'header' | 'isSortable'>;

/** The columns of a list; the catalog decides which of them sort. */
export function partyColumns(
  kind: PartyKind,
  { say, locale, entity, names, onTrash, hasTags }: Needs,
): GridColumn<PartyRow>[] {
  const sortable = new Set(
    entity?.fields.filter((field) => field.sortable).map(({ name }) => name),
  );
  const drawn: (Draw | false)[] = [
    {
      id: 'name',
      width: 220,
      cell: (row, isNear) => (
        <span className="flex items-center gap-4">
          <Name row={row} />
          {isNear ? <RowMenu row={row} onTrash={onTrash} /> : null}
        </span>
      ),
    },
    kind === 'person' && {
      id: 'companyName',
      width: 138,
      cell: (row) =>
        row.companyId ? (
          <RecordLink kind="company" id={row.companyId} dir="auto">
            {row.companyName}
          </RecordLink>
        ) : null,
    },
    kind === 'person' && { id: 'title', width: 160, isHidden: true, cell: ({ title }) => title },
    kind === 'company' && { id: 'domain', width: 150, cell: ({ domain }) => domain },
    { id: 'email', width: 180, cell: ({ email }) => email },
    { id: 'phone', width: 146, cell: (row) => <PhoneCell row={row} /> },
    {
      id: 'role',
      width: 96,
      cell: ({ roles }) =>
        roles.length > 0 ? (
          <span className="flex gap-4">
            {roles.map((role) => (
              <Badge key={role}>{roleWords(say, role)}</Badge>
            ))}
          </span>
        ) : null,
    },
    {
      id: 'tag',
      width: 120,
      isHidden: !hasTags,
      cell: ({ tags }) => (tags.length > 0 ? <Tags tags={tags} /> : null),
    },
    { id: 'city', width: 88, cell: ({ city }) => city },
    {
      id: 'country',
      width: 120,
      isHidden: true,
      cell: ({ country }) => country && countryName(country, locale),
    },
    {
      id: 'lastContact',
      width: 136,
      align: 'end',
      cell: ({ lastContactAt }) => lastContactAt && <When at={lastContactAt} />,
    },
    {
      id: 'warmth',
      width: 96,
      isHidden: true,
      cell: ({ warmth }) => (warmth ? say(warmthMessages[warmth]) : null),
    },
    {
      id: 'quiet',
      width: 136,
      isHidden: true,
      cell: ({ quietFrom }) =>
        quietFrom && Date.parse(quietFrom) < Date.now() ? <When at={quietFrom} /> : null,
    },
    { id: 'web', width: 180, isHidden: true, cell: ({ web }) => web },
    {
      id: 'assignedTo',
      width: 140,
      isHidden: true,
      cell: ({ assignedTo }) => assignedTo && names[assignedTo],
    },
    { id: 'owner', width: 140, isHidden: true, cell: ({ ownerId }) => names[ownerId] },
    {
      id: 'visibility',
      width: 120,
      isHidden: true,
      cell: ({ visibility }) => say(visibilityMessages[visibility]),
    },
    {
      id: 'created',
      width: 130,
      align: 'end',
      isHidden: true,
      cell: ({ createdAt }) => <When at={createdAt} />,
    },
    {
      id: 'updated',
      width: 130,
      align: 'end',
      isHidden: true,
      cell: ({ updatedAt }) => <When at={updatedAt} />,
    },
  ];
  return [
    ...drawn.flatMap((column) =>
      column
        ? [
            {
              ...column,
              header: fieldWords(say, column.id),
              isSortable: sortable.has(column.id),
            },
          ]
        : [],
    ),
    ...(entity?.fields.filter(isOwn).map((field) => ownColumn(field, { say, locale, names })) ??
      []),
  ];
}

function ownColumn(field: OwnFieldView, reading: Reading): GridColumn<PartyRow> {
  const isNumber = field.type === 'number' || field.type === 'money';
  return {
    id: field.name,
    header: field.label,
    isSortable: field.sortable,
    isHidden: true,
    width: field.format === 'long' ? 240 : 140,
    align: isNumber ? 'end' : 'start',
    cell: ({ values }) => {
      const value = values?.[field.name];
      if (value === undefined || value === null) return null;
      const words = shownFieldValue(field, value, reading);
      if (field.type === 'party') {
        return (
          <RecordLink kind={field.party ?? 'company'} id={(value as { id: string }).id} dir="auto">
            {words}
          </RecordLink>
        );
      }
      return isNumber ? <span className="tabular">{words}</span> : <bdi>{words}</bdi>;
    },
  };
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className="flex gap-4">
      {tags.map((tag) => (
        <Badge key={tag} tone="info">
          <bdi>{tag}</bdi>
        </Badge>
      ))}
    </span>
  );
}

function Name({ row: { kind, id, name, visibility } }: { row: PartyRow }) {
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

/** A row on a phone. */
export function PartyCard({ row, say }: { row: PartyRow; say: Say }) {
  const about = [row.title, row.companyName].filter(Boolean).join(' · ');
  return (
    <div className="flex items-center gap-12 border-b border-border px-16 py-12">
      <Avatar name={row.name} kind={row.kind} size={40} />
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium">
          <bdi>{row.name}</bdi>
        </span>
        <span className="truncate text-sm text-text-2">
          {about || row.email || row.phone || row.domain}
        </span>
        {row.roles.length + row.tags.length > 0 ? (
          <span className="flex flex-wrap gap-4 pt-4">
            {row.roles.map((role) => (
              <Badge key={role}>{roleWords(say, role)}</Badge>
            ))}
            {row.tags.length > 0 ? <Tags tags={row.tags} /> : null}
          </span>
        ) : null}
      </div>
      {row.lastContactAt ? (
        <span className="shrink-0 self-start pt-2 text-xs text-text-3">
          <When at={row.lastContactAt} />
        </span>
      ) : null}
    </div>
  );
}
