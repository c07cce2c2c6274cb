import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type ColumnMapping,
  type Mapping,
  readAs,
} from '../../shared/identify/importing/columns.ts';
import { decimalsOfSamples, typeOfSamples } from '../../shared/identify/importing/field-type.ts';
import type { Field } from '../../shared/identify/importing/header-words.ts';
import { listedKinds } from '../../shared/identify/importing/listed.ts';
import type { TableView } from '../../shared/identify/importing/mapping.ts';
import type { MessageId } from '../locales/ids.ts';
import { fieldsQuery } from '../settings/fields/fields.ts';
import { useSession } from '../settings/useSession.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { onDemand } from '../ui/onDemand.tsx';
import { Card, Section } from '../ui/Page.tsx';
import { Select } from '../ui/Select.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { toast } from '../ui/toast.ts';
import { phone, useMedia } from '../ui/useMedia.ts';
import { useWords } from '../ui/words.ts';
import { Concerns } from './Concerns.tsx';
import { useFigures } from './figures.ts';
import { importQuery } from './imports.ts';
import { Said } from './Said.tsx';
import {
  confirmMappings,
  forgetMapping,
  keptAs,
  keyOfTable,
  moved,
  ownFieldOf,
  tablesQuery,
  wordsOfFields,
} from './tables.ts';

const FieldDialog = onDemand(() => import('../settings/fields/FieldDialog.tsx'));

const mostColumns = 60;

/** What each column becomes, with what stands in it; a person may say otherwise. */
export function Tables({ importId, files }: { importId: string; files: number }) {
  const say = useWords();
  const client = useQueryClient();
  const { queryKey } = tablesQuery(importId, files);
  const { data, error, isPending } = useQuery(tablesQuery(importId, files));
  const confirm = useMutation({
    scope: { id: `options ${importId}` },
    mutationFn: (tables: TableView[]) => confirmMappings(importId, tables),
    onError: (failure) => {
      toast(failure.message, { tone: 'bad' });
      void client.invalidateQueries({ queryKey });
    },
    onSettled: () => client.invalidateQueries({ queryKey: importQuery(importId).queryKey }),
  });
  const forget = useMutation({
    mutationFn: forgetMapping,
    onSuccess: () => client.invalidateQueries({ queryKey }),
    onError: (failure) => toast(failure.message, { tone: 'bad' }),
  });
  const change = (table: TableView, mapping: Mapping) => {
    const tables = (data?.rows ?? []).map((each) =>
      keyOfTable(each) === keyOfTable(table)
        ? { ...each, mapping, source: 'chosen' as const, named: null }
        : each,
    );
    client.setQueryData(queryKey, { rows: tables, problems: data?.problems ?? [] });
    confirm.mutate(tables);
  };
  if (isPending) return <Skeleton rows={4} label={say('import.match.loading')} />;
  if (error) return <Notice tone="bad">{error.message}</Notice>;
  if (data.rows.length === 0 && data.problems.length === 0) return null;
  return (
    <Section title={say('import.match')}>
      <p className="text-text-2">{say('import.match.words')}</p>
      {data.problems.map(({ file, message }) => (
        <Notice key={file} tone="bad" title={file}>
          <Said sentence={message} />
        </Notice>
      ))}
      {data.rows.map((table) => (
        <Table
          key={keyOfTable(table)}
          table={table}
          onChange={(mapping) => change(table, mapping)}
          onForget={() => table.named && forget.mutate(table.named)}
        />
      ))}
    </Section>
  );
}

function Table({
  table,
  onChange,
  onForget,
}: {
  table: TableView;
  onChange: (mapping: Mapping) => void;
  onForget: () => void;
}) {
  const say = useWords();
  const { count } = useFigures();
  const onPhone = useMedia(phone);
  const { file, entry, rows, mapping, columns, source, named } = table;
  const shown = mapping.columns.filter(
    ({ column, header }) => header !== '' || (columns[column]?.filled ?? 0) > 0,
  );
  const name = entry ? `${file} › ${entry}` : file;
  const set = (column: ColumnMapping) =>
    onChange({
      ...mapping,
      columns: mapping.columns.map((each) => (each.column === column.column ? column : each)),
    });
  return (
    <Card className="flex flex-col gap-12">
      <div className="flex flex-wrap items-center gap-x-12 gap-y-4">
        <h3 className="min-w-0 flex-1 basis-[200px] font-semibold break-words">{name}</h3>
        {source === 'program' ? (
          <Badge tone="accent">{say('import.match.program', { program: named ?? '' })}</Badge>
        ) : null}
        {source === 'remembered' ? (
          <>
            <Badge tone="accent">{say('import.match.remembered')}</Badge>
            <Button size="small" onPress={onForget}>
              {say('import.match.forget')}
              <span className="sr-only"> {name}</span>
            </Button>
          </>
        ) : null}
        <span className="tabular text-sm text-text-3">
          {say('import.match.rows', { count: rows, figure: count(rows) })}
        </span>
      </div>
      {onPhone ? (
        <p className="text-sm text-text-2">
          {say('import.match.phone', {
            known: shown.filter(({ field }) => field !== 'extra' && field !== 'skip').length,
            facts: shown.filter(({ field }) => field === 'extra').length,
          })}
        </p>
      ) : (
        <>
          <ul className="flex flex-col">
            {shown.slice(0, mostColumns).map((column) => (
              <Column
                key={column.column}
                column={column}
                kind={mapping.kind}
                about={mapping.about}
                samples={columns[column.column]?.samples ?? []}
                isEmpty={(columns[column.column]?.filled ?? 0) === 0}
                onChange={set}
              />
            ))}
          </ul>
          {shown.length > mostColumns ? (
            <p className="text-sm text-text-2">
              {say('import.match.more', { count: shown.length - mostColumns })}
            </p>
          ) : null}
          <Reading
            mapping={mapping}
            samples={columns.map(({ samples }) => samples)}
            onChange={onChange}
          />
        </>
      )}
      <Concerns table={table} />
    </Card>
  );
}

function Column({
  column,
  kind,
  about,
  samples,
  isEmpty,
  onChange,
}: {
  column: ColumnMapping;
  kind: Mapping['kind'];
  about: Mapping['about'];
  samples: readonly string[];
  isEmpty: boolean;
  onChange: (column: ColumnMapping) => void;
}) {
  const say = useWords();
  const header = column.header || say('import.match.column', { number: column.column + 1 });
  const isUnsure = column.confidence < 0.8 && column.field !== 'extra' && !isEmpty;
  const options = (Object.entries(wordsOfFields[about ?? 'people']) as [Field, MessageId][])
    // Only what Rapport wrote itself can be read to the letter.
    .filter(([id]) => id !== 'exported' || column.field === 'exported')
    .map(([id, words]) => ({ id: id as string, label: say(words) }));
  const { data: fields } = useQuery(fieldsQuery);
  const own = (fields?.rows ?? []).filter(({ retiredAt }) => retiredAt === null);
  const labels = [...new Set(own.map(({ label }) => label))];
  const ownOptions = labels.map((label) => ({
    id: `own ${label}`,
    label,
    description: say('import.field.own'),
  }));
  const chosen = ownFieldOf(column, own);
  const session = useSession();
  const [isDefining, setDefining] = useState(false);
  // Who may not define fields keeps the column as a fact, which a field of that name finds later.
  const newOption =
    session?.user.level === 'owner'
      ? [{ id: 'new', label: say('import.field.new'), description: say('import.field.new.words') }]
      : [];
  const country = session?.workspace.country ?? 'US';
  return (
    <li className="grid grid-cols-[1fr_240px] items-center gap-x-16 gap-y-4 border-t border-border py-8 first:border-t-0">
      <div className="flex min-w-0 flex-col">
        <span className="flex items-center gap-8">
          <b className="min-w-0 truncate font-medium" title={header}>
            {header}
          </b>
          {isUnsure ? (
            <Badge tone="warn" icon="warning">
              {say('import.match.unsure')}
            </Badge>
          ) : null}
        </span>
        <span className="truncate text-sm text-text-2">
          {isEmpty ? say('import.match.empty') : samples.join(' · ')}
        </span>
      </div>
      <Select
        label={say('import.match.becomes', { column: header })}
        hideLabel
        options={
          about
            ? options
            : [...options.slice(0, 2), ...newOption, ...ownOptions, ...options.slice(2)]
        }
        value={chosen ? `own ${chosen.label}` : column.field}
        onChange={(id) => {
          if (id === 'new') setDefining(true);
          else if (id.startsWith('own ')) onChange(keptAs(column, id.slice(4)));
          else onChange(moved(column, id as Field));
        }}
      />
      {isDefining ? (
        <FieldDialog
          kind={kind}
          proposal={{
            label: header.slice(0, 100),
            type: typeOfSamples(samples, country),
            decimals: decimalsOfSamples(samples, country),
          }}
          onAdded={(label) => onChange(keptAs(column, label))}
          onClose={() => setDefining(false)}
        />
      ) : null}
    </li>
  );
}

/** What the values of a table leave open: the order of dates and of names, and what a row is. */
function Reading({
  mapping,
  samples,
  onChange,
}: {
  mapping: Mapping;
  samples: string[][];
  onChange: (mapping: Mapping) => void;
}) {
  const say = useWords();
  const has = (...wanted: Field[]) => mapping.columns.some(({ field }) => wanted.includes(field));
  const hasDates = has('birthday', 'callAt', 'orderAt');
  const hasWholeNames = has('name') && !has('given') && !has('family');
  return (
    <div className="grid gap-12 border-t border-border pt-12 tablet:grid-cols-3">
      <Select
        label={say('import.match.about')}
        options={[
          { id: 'people', label: say('import.match.about.people') },
          { id: 'calls', label: say('import.match.about.calls') },
          { id: 'purchases', label: say('import.match.about.purchases') },
        ]}
        value={mapping.about ?? 'people'}
        onChange={(about) =>
          onChange(
            readAs(
              listedKinds.find((kind) => kind === about),
              mapping,
              samples,
            ),
          )
        }
      />
      {hasDates ? (
        <Select
          label={say('import.match.dates')}
          options={[
            { id: 'unclear', label: say('import.match.dates.unclear') },
            { id: 'dmy', label: say('import.match.dates.dmy') },
            { id: 'mdy', label: say('import.match.dates.mdy') },
            { id: 'ymd', label: say('import.match.dates.ymd') },
          ]}
          value={mapping.dateOrder}
          onChange={(dateOrder) => onChange({ ...mapping, dateOrder })}
        />
      ) : null}
      {hasWholeNames ? (
        <>
          <Select
            label={say('import.match.names')}
            options={[
              { id: 'as-written', label: say('import.match.names.written') },
              { id: 'family-first', label: say('import.match.names.family') },
            ]}
            value={mapping.nameOrder}
            onChange={(nameOrder) => onChange({ ...mapping, nameOrder })}
          />
          <Select
            label={say('import.match.kind')}
            options={[
              { id: 'person', label: say('import.match.kind.person') },
              { id: 'company', label: say('import.match.kind.company') },
            ]}
            value={mapping.kind}
            onChange={(kind) => onChange({ ...mapping, kind })}
          />
        </>
      ) : null}
    </div>
  );
}
