import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Selection } from '../../../shared/identify/bulk.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { ExportColumn } from '../../../shared/platform/exporting/formats.ts';
import type { BulkBarProps } from '../../ui/BulkBar.tsx';
import { Button } from '../../ui/Button.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import type { ExportDialogProps } from '../exporting/ExportDialog.tsx';
import type { ListAddress } from '../list/address.ts';
import { countQuery, zone } from '../parties/queries.ts';
import { useBulkAct, useWorkingActs } from './acts.ts';
import type { BulkDialogProps, BulkVerbName } from './BulkDialog.tsx';
import { asked, everybody, isNobody, type ListSelection, nobody, sizeOf } from './selection.ts';

// Drawn once somebody is selected; its keys are heard from the beginning.
const BulkBar = onDemand<BulkBarProps>(() => import('../../ui/BulkBar.tsx'));
const BulkDialog = onDemand<BulkDialogProps>(() => import('./BulkDialog.tsx'));

const ExportDialog = onDemand<ExportDialogProps>(() => import('../exporting/ExportDialog.tsx'));

/** More than this many are put away only after they have been counted on the screen. */
const mostAtOnce = 20;

export interface BulkActsProps {
  kind: PartyKind;
  address: ListAddress;
  selection: ListSelection;
  onSelection: (selection: ListSelection) => void;
  /** What an export of the selection holds: the columns in sight. */
  columns: readonly ExportColumn[];
  /** Whether every loaded row is chosen, so that the others may be meant too. */
  isWhole: boolean;
  hasMore: boolean;
  /** The row on which the keyboard stands, for whom a key is meant while nobody is selected. */
  focused: () => string | undefined;
}

/** What can be done with the selected rows, and how far the last large change is. */
export function BulkActs({
  kind,
  address,
  columns,
  selection,
  onSelection,
  isWhole,
  hasMore,
  focused,
}: BulkActsProps) {
  const say = useWords();
  const locale = useLocale();
  const act = useBulkAct();
  const [open, setOpen] = useState<{ verb: BulkVerbName; selection: Selection } | null>(null);
  const [isExporting, setExporting] = useState(false);
  const { data: found } = useQuery({
    ...countQuery(kind, { filter: address.filter, exact: true }),
    // Counting all is as dear as there are many; nobody needs it before all are meant.
    enabled: selection.all || (isWhole && hasMore),
  });
  const size = sizeOf(selection, found?.count);
  const number = new Intl.NumberFormat(locale);

  const begin = (verb: BulkVerbName) => {
    const row = focused();
    const meant = isNobody(selection)
      ? row === undefined
        ? null
        : { ids: [row] }
      : asked(selection, address.filter, zone);
    if (!meant) return;
    if (verb === 'trash' && !selection.all && (size ?? 0) <= mostAtOnce) {
      void act({ kind, selection: meant, change: { do: 'trash' } }, say('lists.bulk.trash'));
      onSelection(nobody);
    } else setOpen({ verb, selection: meant });
  };
  useEffect(() => {
    const timer = setTimeout(() => BulkBar.preload(), 800);
    return () => clearTimeout(timer);
  }, []);
  const group = say('ui.keys.list');
  useShortcuts([
    {
      id: 'list.tag',
      keys: '#',
      label: say('lists.bulk.tag'),
      group,
      run: () => begin('tag'),
    },
    {
      id: 'list.assign',
      keys: 'A',
      label: say('lists.bulk.assign'),
      group,
      run: () => begin('assign'),
    },
    {
      id: 'list.selectEverybody',
      keys: 'Shift+X',
      label: say('lists.bulk.selectFound'),
      group,
      run: () => onSelection(everybody),
    },
  ]);

  return (
    <>
      <Working />
      {isWhole && hasMore && !selection.all ? (
        <p className="flex flex-wrap items-center gap-8 bg-accent-soft px-card-x pt-8 text-sm">
          {say('lists.bulk.onlyLoaded')}
          <Button
            size="small"
            variant="quiet"
            keys="Shift+X"
            onPress={() => onSelection(everybody)}
          >
            {found
              ? say('lists.bulk.selectAll', { count: number.format(found.count) })
              : say('lists.bulk.selectFound')}
          </Button>
        </p>
      ) : null}
      {isNobody(selection) ? null : (
        <BulkBar
          count={size ?? 0}
          {...(selection.all && {
            text:
              size === undefined
                ? say('lists.bulk.everybody')
                : say('lists.bulk.everybodyCounted', { count: size }),
          })}
          actions={[
            {
              id: 'tag',
              label: say('lists.bulk.tag'),
              icon: 'tag',
              keys: '#',
              onAction: () => begin('tag'),
            },
            {
              id: 'assign',
              label: say('lists.bulk.assign'),
              icon: 'person',
              keys: 'A',
              onAction: () => begin('assign'),
            },
            {
              id: 'field',
              label: say('lists.bulk.field'),
              icon: 'edit',
              onAction: () => begin('field'),
            },
            {
              id: 'share',
              label: say('lists.bulk.share'),
              icon: 'lock',
              onAction: () => begin('share'),
            },
            {
              id: 'export',
              label: say('identify.export'),
              icon: 'download',
              onAction: () => setExporting(true),
            },
            {
              id: 'trash',
              label: say('lists.bulk.trash'),
              icon: 'remove',
              onAction: () => begin('trash'),
            },
          ]}
          onClear={() => onSelection(nobody)}
        />
      )}
      {isExporting ? (
        <ExportDialog
          {...{ kind, selection }}
          filter={address.filter}
          sort={address.sort}
          columns={[...columns]}
          count={size}
          onClose={() => setExporting(false)}
        />
      ) : null}
      {open ? (
        <BulkDialog
          key={open.verb}
          {...open}
          kind={kind}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            onSelection(nobody);
          }}
        />
      ) : null}
    </>
  );
}

function Working() {
  const say = useWords();
  const locale = useLocale();
  const acts = useWorkingActs();
  const number = new Intl.NumberFormat(locale);
  return acts.map(({ id, status, done, total, counts }) => {
    const whole = status === 'undoing' ? counts.changed : total;
    return (
      <div key={id} className="border-t border-border bg-surface px-card-x py-8">
        <ProgressBar
          label={say(status === 'undoing' ? 'lists.bulk.takingBack' : 'lists.bulk.working')}
          value={done}
          max={whole}
          isIndeterminate={done === 0}
          detail={say('lists.bulk.progress', {
            done: number.format(done),
            total: number.format(whole),
          })}
        />
      </div>
    );
  });
}
