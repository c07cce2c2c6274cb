import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BookingPage, BookingPageView } from '../../shared/interact/booking.ts';
import { readHours, writtenHours } from '../../shared/interact/booking-hours.ts';
import { ApiProblem, api } from '../app/api.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Checkbox, TextArea, TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Card } from '../ui/Page.tsx';
import { ComboBox, Select } from '../ui/Select.tsx';
import { toast } from '../ui/toast.ts';
import { useLocale, useWords } from '../ui/words.ts';
import { Loaded } from './Loaded.tsx';
import { zones } from './places.ts';
import { TopicSection } from './TopicSection.tsx';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

const bookingQuery = queryOptions({
  queryKey: ['booking page'],
  queryFn: ({ signal }) => api.get<BookingPageView>('/booking', { signal }),
});

/** The page on which others choose one of one's free hours. */
export default function Booking() {
  const say = useWords();
  const query = useQuery(bookingQuery);
  const level = useSession()?.user.level;
  return (
    <TopicSection topic="booking" isWholePage lead={say('booking.lead')}>
      {level === 'reader' ? (
        <p className="text-text-2">{say('booking.readers')}</p>
      ) : (
        <Loaded query={query}>{(view) => <Choices view={view} />}</Loaded>
      )}
    </TopicSection>
  );
}

const some = (counts: readonly number[], kept: number) =>
  [...new Set([...counts, kept])].toSorted((one, other) => one - other);

function Choices({ view: { page: kept, address } }: { view: BookingPageView }) {
  const say = useWords();
  const locale = useLocale();
  const [page, setPage] = useState(kept);
  const [hours, setHours] = useState(kept.hours.map(writtenHours));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (change: Partial<BookingPage>) => setPage({ ...page, ...change });
  const change = useAct((to: BookingPage) => api.put('/booking', to), {
    renews: [bookingQuery.queryKey],
    done: () => ({ text: say('booking.saved'), undo: () => api.put('/booking', kept) }),
  });
  const submit = () => {
    const read = hours.map(readHours);
    const wrong = Object.fromEntries(
      read.flatMap((day, at) => (day ? [] : [[`hours.${String(at)}`, say('booking.hours.wrong')]])),
    );
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    change.mutate(
      { ...page, hours: read.map((day) => day ?? []) },
      {
        onError: (error) => {
          if (error instanceof ApiProblem && error.fields) setErrors(error.fields);
        },
      },
    );
  };
  const choice = (
    label: Parameters<typeof say>[0],
    value: number,
    counts: readonly number[],
    name: (count: number) => string,
    onChange: (count: number) => void,
  ) => (
    <Select
      label={say(label)}
      className="w-[200px]"
      value={String(value)}
      options={some(counts, value).map((count) => ({ id: String(count), label: name(count) }))}
      onChange={(id) => onChange(Number(id))}
    />
  );
  const minutes = (count: number) => say('booking.minutes.some', { count });
  // A Monday.
  const dayName = (at: number) =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
      Date.UTC(2026, 0, 5 + at),
    );
  return (
    <Card>
      <Form aria-label={say('settings.booking')} onSubmit={submit} errors={errors}>
        <Checkbox isSelected={page.isOn} onChange={(isOn) => set({ isOn })}>
          {say('booking.on')}
        </Checkbox>
        {address && kept.isOn ? <Address address={address} /> : null}
        <fieldset className="flex flex-col gap-8">
          <legend className="text-base font-medium">{say('booking.hours')}</legend>
          <p className="text-sm text-text-2">{say('booking.hours.words')}</p>
          {hours.map((text, at) => (
            <TextField
              // biome-ignore lint/suspicious/noArrayIndexKey: the days of a week keep their places
              key={at}
              label={dayName(at)}
              name={`hours.${String(at)}`}
              autoComplete="off"
              value={text}
              onChange={(typed) => setHours(hours.with(at, typed))}
            />
          ))}
        </fieldset>
        <ComboBox
          label={say('booking.zone')}
          options={zones}
          value={page.zone}
          valueLabel={page.zone}
          onChange={(zone) => {
            if (zone) set({ zone });
          }}
        />
        <div className="flex flex-wrap gap-12">
          {choice('booking.minutes', page.minutes, [15, 20, 30, 45, 60, 90], minutes, (count) =>
            set({ minutes: count }),
          )}
          {choice('booking.buffer', page.bufferMinutes, [0, 5, 10, 15, 30, 60], minutes, (count) =>
            set({ bufferMinutes: count }),
          )}
          {choice(
            'booking.notice',
            page.noticeHours,
            [0, 2, 4, 24, 48, 72],
            (count) => say('booking.notice.some', { count }),
            (noticeHours) => set({ noticeHours }),
          )}
          {choice('booking.most', page.mostADay, [1, 2, 3, 4, 6, 8, 12], String, (mostADay) =>
            set({ mostADay }),
          )}
          {choice(
            'booking.weeks',
            page.weeks,
            [1, 2, 3, 4, 6, 8, 12],
            (count) => say('booking.weeks.some', { count }),
            (weeks) => set({ weeks }),
          )}
        </div>
        <TextArea
          label={say('booking.greeting')}
          description={say('booking.greeting.words')}
          value={page.greeting}
          onChange={(greeting) => set({ greeting })}
        />
        <p className="text-sm text-text-2">{say('booking.mail')}</p>
        <span>
          <Button type="submit" variant="primary" isWorking={change.isPending}>
            {say('settings.save')}
          </Button>
        </span>
      </Form>
    </Card>
  );
}

function Address({ address }: { address: string }) {
  const say = useWords();
  const copy = async () => {
    await navigator.clipboard?.writeText(address).catch(() => undefined);
    toast(say('booking.copied'), { tone: 'good' });
  };
  return (
    <div className="flex flex-wrap items-end gap-8">
      <span className="flex min-w-[240px] flex-1 flex-col">
        <span className="text-sm text-text-2">{say('booking.address')}</span>
        <code className="break-all">{address}</code>
      </span>
      <Button icon="copy" onPress={() => void copy()}>
        {say('booking.copy')}
      </Button>
      <a href={address} target="_blank" rel="noreferrer" className={buttonClass('quiet')}>
        {say('booking.open')}
      </a>
    </div>
  );
}
