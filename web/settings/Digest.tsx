import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  type DigestChoice,
  type DigestLanguage,
  type DigestView,
  digestLanguages,
} from '../../shared/interact/digest.ts';
import type { SenderView } from '../../shared/interact/outgoing.ts';
import { api } from '../app/api.ts';
import { sendersQuery } from '../app/writing.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Field.tsx';
import { onePerLocale } from '../ui/onePerLocale.ts';
import { Card } from '../ui/Page.tsx';
import { Select } from '../ui/Select.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useLocale, useWords } from '../ui/words.ts';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

const digestQuery = queryOptions({
  queryKey: ['digest'],
  queryFn: ({ signal }) => api.get<DigestView>('/digest', { signal }),
});

/** Hours at which a day begins for somebody. */
const hours = Array.from({ length: 16 }, (_, at) => at + 4);
const clock = onePerLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }),
);

/** One's day by e-mail; off until somebody wants it. */
export function Digest() {
  const say = useWords();
  const { data: told } = useQuery(digestQuery);
  const { data: senders } = useQuery(sendersQuery);
  const level = useSession()?.user.level;
  // Who only reads here sends nothing, to themselves neither.
  if (level === 'reader') return null;
  if (!told || !senders) return <Skeleton shape="card" rows={1} />;
  const [first] = senders;
  return (
    <Card>
      {first ? (
        <Choice digest={told.digest} senders={senders} usual={first.id} />
      ) : (
        <p className="text-base text-text-2">
          {say('told.digest.noMailbox')}{' '}
          <Link
            className="text-accent-text underline"
            to="/settings/$page"
            params={{ page: 'connections' }}
          >
            {say('told.digest.connect')}
          </Link>
        </p>
      )}
    </Card>
  );
}

function Choice({
  digest,
  senders,
  usual,
}: {
  digest: DigestChoice | null;
  senders: readonly SenderView[];
  usual: string;
}) {
  const say = useWords();
  const locale = useLocale();
  const email = useSession()?.user.email ?? '';
  const save = (chosen: DigestChoice | null) =>
    chosen ? api.put<undefined>('/digest', chosen) : api.delete<undefined>('/digest');
  const change = useAct(save, {
    renews: [digestQuery.queryKey],
    done: () => ({ text: say('settings.saved'), undo: () => save(digest) }),
  });
  const now = useAct((chosen: DigestChoice) => api.post<undefined>('/digest/now', chosen), {
    renews: [],
    done: () => ({ text: say('told.digest.sent', { email }) }),
  });
  const spoken = (): DigestLanguage =>
    digestLanguages.find((language) => locale.startsWith(language)) ?? 'en';
  const set = (chosen: Partial<DigestChoice>) => {
    const before = digest ?? { from: usual, hour: 7, weekdaysOnly: true };
    // The clock and the words are those of where it is asked for.
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    change.mutate({ ...before, ...chosen, zone, language: spoken() });
  };
  return (
    <div className="flex flex-col gap-12">
      <Checkbox
        isSelected={digest !== null}
        isDisabled={change.isPending}
        onChange={(isOn) => (isOn ? set({}) : change.mutate(null))}
      >
        {say('told.digest')}
      </Checkbox>
      <p className="text-sm text-text-2">{say('told.digest.words', { email })}</p>
      {digest ? (
        <>
          <div className="flex flex-wrap items-end gap-12">
            <Select
              label={say('told.digest.hour')}
              className="w-[120px]"
              value={String(digest.hour)}
              options={hours.map((hour) => ({
                id: String(hour),
                label: clock(locale).format(Date.UTC(2000, 0, 1, hour)),
              }))}
              onChange={(hour) => set({ hour: Number(hour) })}
            />
            <Select
              label={say('told.digest.from')}
              className="min-w-[200px] flex-1"
              value={digest.from}
              options={senders.map(({ id, address }) => ({ id, label: address }))}
              onChange={(from) => set({ from })}
            />
          </div>
          <Checkbox
            isSelected={digest.weekdaysOnly}
            isDisabled={change.isPending}
            onChange={(weekdaysOnly) => set({ weekdaysOnly })}
          >
            {say('told.digest.weekdays')}
          </Checkbox>
          <span>
            <Button icon="mailOut" isWorking={now.isPending} onPress={() => now.mutate(digest)}>
              {say('told.digest.now')}
            </Button>
          </span>
        </>
      ) : null}
    </div>
  );
}
