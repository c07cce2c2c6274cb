import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HookView } from '../../../shared/platform/hooks.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { usersQuery } from '../account.ts';
import { useAct } from '../useAct.ts';
import { changeHook, hooksQuery, undoEvent } from './queries.ts';

interface Line {
  key: number;
  extension: string;
  userId: string;
}

/** Whose telephone is which: who gets the notice, and whose call it is. */
export function Extensions({ hook, onDone }: { hook: HookView; onDone: () => void }) {
  const say = useWords();
  const { id, name, version, keeper } = hook;
  const hasExtensions = hook.purpose !== 'purchases';
  const keeperWords = {
    telephone: 'hooks.keeper.words',
    messages: 'hooks.keeper.messages',
    purchases: 'hooks.keeper.purchases',
  } as const;
  const colleagues = (useQuery(usersQuery).data?.rows ?? []).filter(
    ({ disabledAt, level }) => !disabledAt && level !== 'reader',
  );
  const [keeperId, setKeeper] = useState(keeper.id);
  const [lines, setLines] = useState<Line[]>(() => [
    ...hook.extensions.map((one, key) => ({ key, ...one })),
    { key: hook.extensions.length, extension: '', userId: '' },
  ]);
  const save = useAct(
    () =>
      changeHook(id, {
        keeperId,
        extensions: lines
          .filter(({ extension, userId }) => extension.trim() !== '' && userId !== '')
          .map(({ extension, userId }) => ({ extension: extension.trim(), userId })),
        version,
      }),
    {
      renews: [hooksQuery.queryKey],
      done: ({ event }) => {
        onDone();
        return {
          text: say(hasExtensions ? 'hooks.extensions.saved' : 'hooks.keeper.saved', { name }),
          undo: () => undoEvent(event),
        };
      },
    },
  );
  const options = colleagues.map((one) => ({ id: one.id, label: one.name }));
  const set = (key: number, change: Partial<Line>) =>
    setLines((old) => {
      const next = old.map((one) => (one.key === key ? { ...one, ...change } : one));
      const last = next.at(-1);
      // There is always room for one more.
      return last && last.extension === '' && last.userId === ''
        ? next
        : [...next, { key: (last?.key ?? 0) + 1, extension: '', userId: '' }];
    });
  return (
    <section
      aria-label={say(hasExtensions ? 'hooks.extensionsOf' : 'hooks.keeper.of', { name })}
      className="flex flex-col gap-12"
    >
      {hook.purpose === 'telephone' ? (
        <p className="text-sm text-text-2">{say('hooks.extensions.words')}</p>
      ) : null}
      {(hasExtensions ? lines : []).map(({ key, extension, userId }, at) => (
        <div key={key} className="flex flex-wrap items-end gap-8">
          <TextField
            label={say('hooks.extension')}
            className="w-[120px]"
            value={extension}
            onChange={(text) => set(key, { extension: text })}
            autoComplete="off"
          />
          <Select
            label={say('hooks.whose')}
            className="min-w-[160px] flex-1"
            options={[{ id: '', label: say('hooks.nobody') }, ...options]}
            value={userId}
            onChange={(chosen) => set(key, { userId: chosen })}
          />
          <IconButton
            size="small"
            icon="close"
            label={say('hooks.removeExtension', { extension })}
            isDisabled={at === lines.length - 1}
            onPress={() => setLines((old) => old.filter((one) => one.key !== key))}
          />
        </div>
      ))}
      <Select
        label={say(hasExtensions ? 'hooks.keeper' : 'hooks.keeper.open')}
        description={say(keeperWords[hook.purpose])}
        options={options}
        value={keeperId}
        onChange={setKeeper}
      />
      <span>
        <Button variant="primary" isWorking={save.isPending} onPress={() => save.mutate(undefined)}>
          {say(hasExtensions ? 'hooks.extensions.save' : 'hooks.keeper.save')}
        </Button>
      </span>
    </section>
  );
}
