import { useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { ExportColumn, ExportFormat } from '../../../shared/platform/exporting/formats.ts';
import type { Filter } from '../../../shared/platform/filters.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SegmentedField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import type { ListSelection } from '../bulk/selection.ts';
import { nounMessages } from '../parties/words.ts';
import { download, type Export, exportAddress, mostChosen } from './download.ts';

export interface ExportDialogProps {
  kind: PartyKind;
  filter?: Filter | undefined;
  sort?: string | undefined;
  /** The columns that show in the list, in their order. */
  columns: ExportColumn[];
  /** Records chosen in the list; without them all that the filter leaves. */
  selection?: ListSelection | undefined;
  /** How many are chosen, where that is known. */
  count?: number | undefined;
  onClose: () => void;
}

const formats: { id: ExportFormat; label: MessageId; help: MessageId }[] = [
  { id: 'xlsx', label: 'identify.export.xlsx', help: 'identify.export.xlsx.help' },
  { id: 'csv', label: 'identify.export.csv', help: 'identify.export.csv.help' },
  { id: 'vcard', label: 'identify.export.vcard', help: 'identify.export.vcard.help' },
  { id: 'vcard3', label: 'identify.export.vcard3', help: 'identify.export.vcard3.help' },
  { id: 'ndjson', label: 'identify.export.ndjson', help: 'identify.export.ndjson.help' },
];

/** Takes a list along as a file: what is shown, or everything that is known. */
export default function ExportDialog({
  kind,
  filter,
  sort,
  columns,
  selection,
  count,
  onClose,
}: ExportDialogProps) {
  const say = useWords();
  const locale = useLocale();
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [extent, setExtent] = useState<'shown' | 'all'>('shown');
  const named = selection ? [...(selection.all ? selection.except : selection.ids)] : [];
  const isTooMany = named.length > mostChosen;
  const isTable = format === 'csv' || format === 'xlsx';

  const begin = () => {
    const asked: Export = {
      format,
      title: say(nounMessages[kind].title),
      sort,
      filter,
      ...(selection?.all ? { except: named } : selection ? { ids: named } : {}),
      ...(isTable && extent === 'shown' ? { columns } : {}),
      ...(format === 'csv' ? { delimiter: hasDecimalComma(locale) ? 'semicolon' : 'comma' } : {}),
    };
    download(exportAddress(kind, asked));
    toast(say('identify.export.begun'));
    onClose();
  };

  return (
    <Dialog
      isOpen
      title={
        selection && count !== undefined
          ? say('identify.export.selected', { count })
          : say('identify.export.title', { list: say(nounMessages[kind].title) })
      }
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button variant="primary" icon="download" isDisabled={isTooMany} onPress={begin}>
            {say('identify.export.download')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-20">
        {isTooMany ? (
          <Notice tone="warn">{say('identify.export.tooMany', { count: mostChosen })}</Notice>
        ) : null}
        <Select
          label={say('identify.export.format')}
          value={format}
          onChange={setFormat}
          options={formats.map(({ id, label, help }) => ({
            id,
            label: say(label),
            description: say(help),
          }))}
        />
        {isTable ? (
          <SegmentedField
            label={say('identify.export.extent')}
            description={say(
              extent === 'shown' ? 'identify.export.shown.help' : 'identify.export.all.help',
            )}
            value={extent}
            onChange={setExtent}
            options={[
              { id: 'shown', label: say('identify.export.shown') },
              { id: 'all', label: say('identify.export.all') },
            ]}
          />
        ) : null}
        <p className="text-sm text-text-2">
          {say(
            filter && (!selection || selection.all)
              ? 'identify.export.filtered'
              : 'identify.export.yours',
          )}
        </p>
      </div>
    </Dialog>
  );
}

function hasDecimalComma(locale: string): boolean {
  return new Intl.NumberFormat(locale).format(1.5).includes(',');
}
