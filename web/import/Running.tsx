import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ImportView } from '../../shared/platform/import/imports.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { IconName } from '../ui/icons.ts';
import { Notice } from '../ui/Notice.tsx';
import { Card, Section } from '../ui/Page.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { useWords } from '../ui/words.ts';
import { Counts } from './Counts.tsx';
import { useFigures } from './figures.ts';
import { formatName, isReadable } from './formats.ts';
import { cancelImport, type ImportFile, importQuery } from './imports.ts';
import { useRate } from './rate.ts';

/** What the server has read so far. The page may be left: the work goes on without it. */
export function Running(view: ImportView) {
  const say = useWords();
  const client = useQueryClient();
  const { count, size } = useFigures();
  const { id, status, files, totals, counts, can } = view;
  const { bytes, bytesRead: read } = totals;
  const rate = useRate(counts.items);
  const cancel = useMutation({
    mutationFn: () => cancelImport(id),
    onSettled: () => client.invalidateQueries({ queryKey: importQuery(id).queryKey }),
  });
  return (
    <>
      {cancel.error ? (
        <Notice tone="bad" isUrgent>
          {cancel.error.message}
        </Notice>
      ) : null}
      <Card className="flex flex-col gap-16">
        {status === 'waiting' ? (
          <ProgressBar label={say('import.waiting')} isIndeterminate />
        ) : (
          <ProgressBar
            label={read >= bytes ? say('import.finishing') : say('import.running')}
            value={read}
            max={bytes}
            isIndeterminate={read >= bytes}
            detail={[
              say('import.upload.sent', { sent: size(read), size: size(bytes) }),
              ...(rate > 0 ? [say('import.rate', { rate: count(rate) })] : []),
            ].join(' · ')}
          />
        )}
        <Counts {...counts} />
        <div className="flex flex-wrap items-center gap-12">
          <p className="min-w-0 flex-1 basis-[240px] text-sm text-text-2">{say('import.leave')}</p>
          {can.cancel ? (
            <Button isWorking={cancel.isPending} onPress={() => cancel.mutate()}>
              {say('import.stop')}
            </Button>
          ) : null}
        </div>
      </Card>
      <FileProgress files={files} total={totals.files} />
    </>
  );
}

const shown = 50;

/** Those at work first, then those that wait, then what is done. */
export function FileProgress({
  files,
  total,
}: {
  files: readonly ImportFile[];
  /** All of them; an archive can hold more than are listed. */
  total: number;
}) {
  const say = useWords();
  const order = ['failed', 'running', 'waiting', 'done'];
  const sorted = [...files].sort(
    (one, other) => order.indexOf(one.status) - order.indexOf(other.status),
  );
  const listed = Math.min(shown, files.length);
  return (
    <Section title={say('import.files', { count: total })}>
      <ul className="rounded-control border border-border bg-surface">
        {sorted.slice(0, shown).map((file) => (
          <FileRow key={file.id} {...file} />
        ))}
      </ul>
      {total > listed ? (
        <p className="text-sm text-text-2">{say('import.files.rest', { count: total - listed })}</p>
      ) : null}
    </Section>
  );
}

function FileRow({ name, bytes, bytesRead, format, status, counts }: ImportFile) {
  const say = useWords();
  const { count, size } = useFigures();
  const troubles = counts.errors + counts.warnings;
  const [icon, tone] = fileLooks(status, format);
  return (
    <li className="flex flex-wrap items-center gap-x-12 gap-y-4 border-b border-border px-card-x py-card-y last:border-b-0">
      {status === 'running' ? (
        <div className="min-w-0 flex-1">
          <ProgressBar
            label={name}
            value={bytesRead}
            max={bytes}
            detail={say('import.upload.sent', { sent: size(bytesRead), size: size(bytes) })}
          />
        </div>
      ) : (
        <>
          <Icon name={icon} className={tone} />
          <span className="min-w-0 flex-1 basis-[60%] break-words">{name}</span>
          <span className="ms-28 flex flex-wrap items-center gap-8 tablet:ms-0">
            <span className="tabular text-sm text-text-2">
              {status === 'failed'
                ? say('import.file.failed')
                : status === 'waiting'
                  ? size(bytes)
                  : isReadable(format)
                    ? say('import.items', { count: counts.items, figure: count(counts.items) })
                    : say('import.problems.error')}
            </span>
            {troubles > 0 && isReadable(format) ? (
              <Badge tone={counts.errors > 0 ? 'bad' : 'warn'}>
                {say('import.troubles', { count: troubles, figure: count(troubles) })}
              </Badge>
            ) : null}
            <Badge>{say(formatName(format))}</Badge>
          </span>
        </>
      )}
    </li>
  );
}

function fileLooks(status: ImportFile['status'], format: string): [IconName, string] {
  if (status === 'failed') return ['alert', 'text-bad'];
  if (!isReadable(format)) return ['warning', 'text-warn'];
  return status === 'done' ? ['done', 'text-good'] : ['clock', 'text-text-3'];
}
