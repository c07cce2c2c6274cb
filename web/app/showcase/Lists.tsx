import { useMemo, useState } from 'react';
import type { Filter } from '../../../shared/platform/filters.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import BulkBar from '../../ui/BulkBar.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SentenceFilter } from '../../ui/filter/SentenceFilter.tsx';
import type { GridColumn, GridSort } from '../../ui/grid/columns.ts';
import { DataGrid } from '../../ui/grid/DataGrid.tsx';
import { type Density, GridViewMenu } from '../../ui/grid/GridViewMenu.tsx';
import { Section } from '../../ui/Page.tsx';
import {
  ChangeRow,
  CollapsedRow,
  DayHeading,
  NowLine,
  TimelineRow,
} from '../../ui/timeline/TimelineRow.tsx';
import { toast } from '../../ui/toast.ts';
import { filterFields, people, type SamplePerson } from './samples.ts';

// One formatter for all rows: making one costs more than drawing a cell.
const grouped = new Intl.NumberFormat('en');

const columns: GridColumn<SamplePerson>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 260,
    isSortable: true,
    cell: ({ name }) => (
      <span className="flex min-w-0 items-center gap-8">
        <Avatar name={name} />
        <a href="#lists" className="truncate font-medium text-text hover:underline">
          {name}
        </a>
      </span>
    ),
  },
  { id: 'company', header: 'Company', width: 200, cell: ({ company }) => company },
  { id: 'role', header: 'Role', width: 140, cell: ({ role }) => <Badge>{role}</Badge> },
  { id: 'city', header: 'City', width: 140, isSortable: true, cell: ({ city }) => city },
  {
    id: 'mails',
    header: 'Messages',
    width: 110,
    align: 'end',
    isSortable: true,
    cell: ({ mails }) => grouped.format(mails),
  },
  { id: 'id', header: 'Number', width: 110, align: 'end', isHidden: true, cell: ({ id }) => id },
];
const keyOf = ({ id }: SamplePerson) => id;
const pageSize = 200;

export function Lists() {
  const [filter, setFilter] = useState<Filter | null>({
    all: [
      ['role', 'is', 'customer'],
      {
        any: [
          ['city', 'is', 'Graz'],
          ['city', 'is', 'Linz'],
        ],
      },
    ],
  });
  const [sort, setSort] = useState<GridSort>({ column: 'name', direction: 'asc' });
  const [hidden, setHidden] = useState<string[]>();
  const [density, setDensity] = useState<Density>('normal');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['2']));
  const [shown, setShown] = useState(pageSize);
  const [isOpen, setOpen] = useState(false);
  const rows = useMemo(() => people.slice(0, shown), [shown]);
  const now = Temporal.Instant.from('2026-03-12T09:41:00Z');
  return (
    <>
      <Section
        title="List"
        actions={
          <GridViewMenu
            {...{ columns, hidden, sort, density }}
            onHidden={setHidden}
            onSort={setSort}
            onDensity={setDensity}
          />
        }
      >
        <SentenceFilter
          subject="People"
          fields={filterFields}
          value={filter}
          onChange={setFilter}
        />
        <div className="-mx-16 flex h-[420px] flex-col tablet:-mx-24">
          <DataGrid
            label="People"
            {...{ columns, rows, sort, hidden, density, selected }}
            rowKey={keyOf}
            total={people.length}
            onSort={setSort}
            onSelect={setSelected}
            hasMore={shown < people.length}
            onMore={() => setShown(shown + pageSize)}
            onOpen={({ name }) => toast(`Opened ${name}`)}
            onPeek={({ name }) => toast(`Peeked at ${name}`)}
            empty={<EmptyState>Nobody fits.</EmptyState>}
            card={({ name, company, role }) => (
              <span className="flex items-center gap-12 border-b border-border bg-surface px-16 py-12">
                <Avatar name={name} size={40} />
                <span className="flex min-w-0 flex-1 flex-col">
                  <b className="truncate font-medium">{name}</b>
                  <span className="truncate text-sm text-text-2">{company}</span>
                </span>
                <Badge>{role}</Badge>
              </span>
            )}
          />
          <BulkBar
            count={selected.size}
            onClear={() => setSelected(new Set())}
            actions={[
              {
                id: 'assign',
                label: 'Assign',
                icon: 'personAdd',
                keys: 'A',
                onAction: () => undefined,
              },
              { id: 'tag', label: 'Tag', icon: 'tag', onAction: () => undefined },
            ]}
          />
        </div>
      </Section>
      <Section title="Timeline">
        <div className="rounded-control border border-border bg-surface">
          <TimelineRow
            kind="meeting"
            who="You, Anna Gruber"
            occurredAt={now.add({ hours: 30 })}
            title="Visit at the works"
            tags={[{ label: 'Planned', tone: 'info', icon: 'calendar' }]}
          />
          <NowLine />
          <DayHeading
            day={Temporal.PlainDate.from('2026-03-12')}
            today={Temporal.PlainDate.from('2026-03-12')}
          />
          <TimelineRow
            kind="mail"
            direction="in"
            who="Anna Gruber → you, Ben Huber"
            occurredAt={now}
            title="Re: Guarantee for the second line"
            excerpt="Thank you for the quick answer. Could you confirm by Friday that the guarantee covers the drive as well? Our maintenance people ask for it in writing."
            attachments={2}
            count={4}
            isExpanded={isOpen}
            onToggle={() => setOpen(!isOpen)}
            tags={[{ label: 'Line 2', icon: 'tag' }]}
          >
            <p>
              Thank you for the quick answer. Could you confirm by Friday that the guarantee covers
              the drive as well?
            </p>
          </TimelineRow>
          <TimelineRow
            kind="mail"
            direction="out"
            who="You → Anna Gruber"
            occurredAt={now.subtract({ hours: 3 })}
            title="Guarantee for the second line"
            isFlashing
          />
          <TimelineRow
            kind="call"
            direction="out"
            who="Ben Huber → Anna Gruber"
            occurredAt={now.subtract({ hours: 4 })}
            title="Asked about delivery"
            excerpt="She needs it before the fair."
          />
          <ChangeRow
            what="Role changed from Buyer to Head of Purchasing"
            who="from a signature"
            occurredAt={now.subtract({ hours: 5 })}
          />
          <DayHeading
            day={Temporal.PlainDate.from('2026-03-11')}
            today={Temporal.PlainDate.from('2026-03-12')}
          />
          <TimelineRow
            kind="mail"
            who="Carla Weiss, Anna Gruber"
            occurredAt={now.subtract({ hours: 25 })}
            title=""
            headersOnly="Shared as headers only. Ask Carla Weiss."
          />
          <CollapsedRow label="6 newsletters" isExpanded={false} onToggle={() => undefined} />
          <TimelineRow
            kind="note"
            who="You"
            occurredAt={now.subtract({ hours: 27 })}
            title="Prefers to be called in the morning"
          />
        </div>
      </Section>
    </>
  );
}
