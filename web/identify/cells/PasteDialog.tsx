import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CellsInput, CellsResult } from '../../../shared/identify/cells.ts';
import type { PartyRow } from '../../../shared/identify/parties.ts';
import { api } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import type { Reading } from '../fields/shown.ts';
import { type CellField, textIn } from './values.ts';
import { cellsAnswer } from './writing.ts';

export interface PasteDialogProps {
  input: CellsInput;
  lostRows: number;
  lostColumns: number;
  fields: ReadonlyMap<string, CellField>;
  reading: Reading;
  onClose: () => void;
  onWrite: () => Promise<void>;
}

const mostShown = 12;

/** What holds nothing to press is scrolled by the keyboard once it can be reached. */
function reached(element: HTMLElement | null): void {
  if (element) element.tabIndex = 0;
}

/** What would become of every cell, before anything is written. */
export default function PasteDialog({
  input,
  lostRows,
  lostColumns,
  fields,
  reading,
  onClose,
  onWrite,
}: PasteDialogProps) {
  const say = useWords();
  const locale = useLocale();
  const [isWriting, setWriting] = useState(false);
  const [problem, setProblem] = useState<string>();
  const preview = useQuery({
    queryKey: ['cells preview', input],
    queryFn: ({ signal }) =>
      cellsAnswer(api.post<CellsResult>('/cells/preview', input, { signal })),
    gcTime: 0,
    retry: false,
  });
  const told = preview.data;
  const number = new Intl.NumberFormat(locale);
  const label = (name: string) => fields.get(name)?.label ?? name;
  const write = async () => {
    setWriting(true);
    setProblem(undefined);
    try {
      await onWrite();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setWriting(false);
    }
  };
  const count = told?.counts.changed ?? 0;
  const failure = problem ?? preview.error?.message;
  return (
    <Dialog
      isOpen
      size="large"
      title={say('cells.preview')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={count === 0}
            isWorking={isWriting}
            onPress={() => void write()}
            autoFocus
          >
            {say('cells.write', { count })}
          </Button>
        </>
      }
    >
      {failure ? <Notice tone="bad">{failure}</Notice> : null}
      {told ? (
        <section ref={reached} aria-label={say('cells.preview')} className="flex flex-col gap-16">
          <p className="text-base">
            {say('cells.summary', {
              count,
              records: told.counts.records,
              unchanged: number.format(told.counts.unchanged),
            })}
          </p>
          {lostRows > 0 ? (
            <Notice tone="warn">{say('cells.lostRows', { count: lostRows })}</Notice>
          ) : null}
          {lostColumns > 0 ? (
            <Notice tone="warn">{say('cells.lostColumns', { count: lostColumns })}</Notice>
          ) : null}
          {told.counts.refused > 0 ? <Refused told={told} label={label} /> : null}
          <ByColumn told={told} label={label} />
          <Changes told={told} fields={fields} reading={reading} />
        </section>
      ) : preview.isPending ? (
        <Skeleton shape="text" rows={6} />
      ) : null}
    </Dialog>
  );
}

interface Told {
  told: CellsResult;
  label: (field: string) => string;
}

function Refused({ told, label }: Told) {
  const say = useWords();
  const { refused, unmatched, counts } = told;
  return (
    <Part title={say('cells.refused', { count: counts.refused })}>
      {unmatched.length > 0 ? (
        <ul className="flex flex-col gap-2 pb-8 text-sm">
          {unmatched.slice(0, mostShown).map(({ field, given, count }) => (
            <li key={`${field} ${given}`}>
              {say('cells.unmatched', { given, field: label(field), count })}
            </li>
          ))}
        </ul>
      ) : null}
      <ul className="flex flex-col">
        {refused.slice(0, mostShown).map(({ id, name, field, message }) => (
          <li
            key={`${id} ${field ?? ''}`}
            className="flex flex-col border-b border-border py-4 text-sm last:border-0"
          >
            <span className="font-medium">
              <bdi>{name ?? say('cells.somebody')}</bdi>
              {field ? ` · ${label(field)}` : ''}
            </span>
            <span className="wrap-anywhere text-text-2">{message}</span>
          </li>
        ))}
      </ul>
      {counts.refused > Math.min(refused.length, mostShown) ? (
        <p className="pt-4 text-sm text-text-3">{say('cells.moreRefused')}</p>
      ) : null}
    </Part>
  );
}

function ByColumn({ told, label }: Told) {
  const say = useWords();
  const number = new Intl.NumberFormat(useLocale());
  return (
    <Part title={say('cells.byColumn')}>
      <table className="w-full text-sm">
        <thead className="text-xs text-text-2">
          <tr>
            <th className="py-4 text-start font-normal">{say('cells.column')}</th>
            <th className="py-4 text-end font-normal">{say('cells.change')}</th>
            <th className="py-4 text-end font-normal">{say('cells.ofWhichEmpty')}</th>
            <th className="py-4 text-end font-normal">{say('cells.same')}</th>
            <th className="py-4 text-end font-normal">{say('cells.notPossible')}</th>
          </tr>
        </thead>
        <tbody>
          {told.byField.map(({ field, changed, emptied, unchanged, refused }) => (
            <tr key={field} className="border-t border-border">
              <th scope="row" className="py-4 pe-8 text-start font-normal">
                <bdi>{label(field)}</bdi>
              </th>
              {[changed, emptied, unchanged, refused].map((count, at) => (
                <td
                  key={String(at)}
                  className={
                    count === 0 ? 'tabular py-4 text-end text-text-3' : 'tabular py-4 text-end'
                  }
                >
                  {number.format(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function Changes({
  told,
  fields,
  reading,
}: {
  told: CellsResult;
  fields: ReadonlyMap<string, CellField>;
  reading: Reading;
}) {
  const say = useWords();
  if (told.changes.length === 0) return null;
  const shown = (field: CellField | undefined, value: unknown) =>
    (field && textIn(rowWith(field.name, value), field, reading)) || say('cells.nothing');
  return (
    <Part title={say('cells.firstChanges')}>
      <ul className="flex flex-col text-sm">
        {told.changes.slice(0, mostShown).map(({ id, name, field, before, after }) => (
          <li
            key={`${id} ${field}`}
            className="flex flex-wrap gap-x-8 border-b border-border py-4 last:border-0"
          >
            <span className="font-medium">
              <bdi>{name}</bdi> · {fields.get(field)?.label ?? field}
            </span>
            <span className="wrap-anywhere">
              {say('cells.fromTo', {
                before: shown(fields.get(field), before),
                after: shown(fields.get(field), after),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** A row that shows nothing but one value, to be read as lists read theirs. */
function rowWith(name: string, value: unknown): PartyRow {
  const bare = { roles: value ?? [], tags: value ?? [], values: { [name]: value } };
  return { ...bare, [name]: value } as unknown as PartyRow;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="pb-4 text-sm text-text-2">{title}</h3>
      {children}
    </section>
  );
}
