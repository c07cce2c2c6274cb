import { useRef, useState } from 'react';
import type { OutgoingView } from '../../../shared/interact/outgoing.ts';
import { api } from '../../app/api.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { shownSize } from '../timeline/size.ts';

export interface FilesProps {
  view: OutgoingView | null;
  begin: () => Promise<OutgoingView>;
  take: (view: OutgoingView) => void;
  most: number;
}

/** What goes along with a mail; kept with the draft as soon as it is chosen. */
export function Files({ view, begin, take, most }: FilesProps) {
  const say = useWords();
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const files = view?.files ?? [];

  const add = async (chosen: readonly File[]) => {
    setWorking(true);
    setProblem(null);
    try {
      const there = files.reduce((sum, { bytes }) => sum + bytes, 0);
      if (there + chosen.reduce((sum, { size }) => sum + size, 0) > most) {
        setProblem(say('outgoing.files.tooLarge', { most: shownSize(most, locale) }));
        return;
      }
      const { id } = await begin();
      for (const file of chosen) {
        const name = encodeURIComponent(file.name);
        take(await api.put<OutgoingView>(`/outgoing/${id}/files?name=${name}`, file));
      }
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setWorking(false);
    }
  };
  const remove = async (fileId: string) => {
    try {
      take(await api.delete<OutgoingView>(`/outgoing/${view!.id}/files/${fileId}`));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="flex flex-col gap-8">
      {files.length > 0 ? (
        <ul aria-label={say('interact.files')} className="flex flex-wrap gap-8">
          {files.map(({ id, name, bytes }) => (
            <li
              key={id}
              className="flex max-w-full items-center gap-8 rounded-control border border-border ps-8 text-sm"
            >
              <bdi className="truncate">{name}</bdi>
              <span className="tabular shrink-0 text-xs text-text-3">
                {shownSize(bytes, locale)}
              </span>
              <IconButton
                size="small"
                icon="close"
                label={say('outgoing.files.remove', { name })}
                onPress={() => void remove(id)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex flex-wrap items-center gap-8">
        <Button
          size="small"
          icon="attachment"
          isWorking={isWorking}
          onPress={() => input.current?.click()}
        >
          {say('outgoing.files.add')}
        </Button>
        <span className="text-xs text-text-3">
          {say('outgoing.files.most', { most: shownSize(most, locale) })}
        </span>
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          const chosen = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          if (chosen.length > 0) void add(chosen);
        }}
      />
      {problem ? <Notice tone="bad">{problem}</Notice> : null}
    </div>
  );
}
