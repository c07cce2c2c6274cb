import { useState } from 'react';
import { Badge } from '../ui/Badge.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Section } from '../ui/Page.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { useWords } from '../ui/words.ts';
import { useFigures } from './figures.ts';
import { formatName, isReadable } from './formats.ts';
import type { ImportFile } from './imports.ts';
import { Said } from './Said.tsx';
import { uploads as journeys, type Upload } from './uploads.ts';

const shownAtFirst = 30;

/** Every file with what it was recognised as; what needs a look stands first. */
export function CollectedFiles({
  files,
  uploads,
}: {
  files: readonly ImportFile[];
  uploads: readonly Upload[];
}) {
  const say = useWords();
  const [all, setAll] = useState(false);
  const here = new Set(files.map(({ id }) => id));
  const rows = [
    ...uploads
      .filter(({ state }) => state === 'failed')
      .map((upload) => <FailedRow key={`u${upload.key}`} upload={upload} />),
    ...uploads
      .filter(({ state }) => state === 'sending' || state === 'waiting')
      .map((upload) => <TravellingRow key={`u${upload.key}`} upload={upload} />),
    ...files
      .filter(({ format }) => !isReadable(format))
      .map((file) => <ArrivedRow key={file.id} {...file} />),
    ...files
      .filter(({ format }) => isReadable(format))
      .map((file) => <ArrivedRow key={file.id} {...file} />),
    // The server has it; only the list has not been asked for since.
    ...uploads
      .filter(({ state, received }) => state === 'arrived' && received && !here.has(received.id))
      .map(({ key, name, bytes, received }) => (
        <ArrivedRow
          key={`u${key}`}
          name={name}
          bytes={bytes}
          format={received?.format ?? 'unknown'}
          reason={received?.reason ?? null}
        />
      )),
  ];
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, shownAtFirst);
  return (
    <Section title={say('import.files', { count: rows.length })}>
      <ul className="rounded-control border border-border bg-surface">{shown}</ul>
      {shown.length < rows.length ? (
        <span>
          <Button size="small" onPress={() => setAll(true)}>
            {say('import.files.all', { count: rows.length })}
          </Button>
        </span>
      ) : null}
    </Section>
  );
}

const rowClass =
  'flex flex-wrap items-center gap-x-12 gap-y-4 border-b border-border px-card-x py-card-y last:border-b-0';

function ArrivedRow({
  name,
  bytes,
  format,
  reason,
}: Pick<ImportFile, 'name' | 'bytes' | 'format' | 'reason'>) {
  const say = useWords();
  const { size } = useFigures();
  const readable = isReadable(format);
  return (
    <li className={rowClass}>
      <Icon name={readable ? 'done' : 'warning'} className={readable ? 'text-good' : 'text-warn'} />
      <span className="min-w-0 flex-1 basis-[60%] break-words">{name}</span>
      <span className="ms-28 flex items-center gap-8 tablet:ms-0">
        <span className="tabular text-sm text-text-3">{size(bytes)}</span>
        <Badge tone={readable ? 'neutral' : 'warn'}>{say(formatName(format))}</Badge>
      </span>
      {readable ? null : (
        <p className="w-full ps-28 text-sm text-text-2">
          {reason ? <Said sentence={reason} /> : say('import.format.unread')}
        </p>
      )}
    </li>
  );
}

function TravellingRow({ upload: { name, bytes, sent, state } }: { upload: Upload }) {
  const say = useWords();
  const { size } = useFigures();
  return (
    <li className={rowClass}>
      <div className="min-w-0 flex-1">
        <ProgressBar
          label={name}
          value={sent}
          max={bytes}
          detail={
            state === 'waiting'
              ? say('import.upload.waiting')
              : say('import.upload.sent', { sent: size(Math.min(sent, bytes)), size: size(bytes) })
          }
        />
      </div>
    </li>
  );
}

function FailedRow({ upload: { key, name, error } }: { upload: Upload }) {
  const say = useWords();
  return (
    <li className={rowClass}>
      <Icon name="alert" className="text-bad" />
      <span className="min-w-0 flex-1 basis-[60%] break-words">{name}</span>
      <Badge tone="bad">{say('import.upload.failed')}</Badge>
      <span className="flex w-full flex-wrap items-center gap-8 ps-28">
        <span role="alert" className="min-w-0 flex-1 basis-[200px] text-sm text-text-2">
          {error}
        </span>
        <Button size="small" icon="refresh" onPress={() => journeys.retry(key)}>
          {say('import.upload.retry')}
        </Button>
        <IconButton
          size="small"
          icon="close"
          label={say('import.upload.drop', { name })}
          onPress={() => journeys.drop(key)}
        />
      </span>
    </li>
  );
}
