import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  BookingPage,
  BookingPageView,
  EarlierAddress,
} from '../../shared/interact/booking.ts';
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

const usualLengths = [15, 30, 45, 60, 90];

/** The lengths that were chosen and those that were typed; nothing where one is none. */
function readLengths(chosen: readonly number[], typed: string): number[] | undefined {
  const others = typed.split(/[\s,;]+/).filter((one) => one !== '');
  const all = [...chosen, ...others.map(Number)];
  const isWrong = all.some((one) => !Number.isInteger(one) || one < 5 || one > 480);
  return isWrong || all.length === 0 || all.length > 5 ? undefined : all;
}

function Choices({ view: { page: kept, address, earlier } }: { view: BookingPageView }) {
  const say = useWords();
  const locale = useLocale();
  const [page, setPage] = useState(kept);
  const [hours, setHours] = useState(kept.hours.map(writtenHours));
  const [lengths, setLengths] = useState(() =>
    kept.lengths.filter((one) => usualLengths.includes(one)),
  );
  const [others, setOthers] = useState(() =>
    kept.lengths.filter((one) => !usualLengths.includes(one)).join(', '),
  );
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
    const minutes = readLengths(lengths, others);
    if (!minutes) wrong.lengths = say('booking.minutes.wrong');
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    change.mutate(
      { ...page, hours: read.map((day) => day ?? []), lengths: minutes! },
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
        <TextField
          label={say('booking.name')}
          description={say('booking.name.words')}
          name="name"
          autoComplete="off"
          maxLength={40}
          value={page.name ?? ''}
          onChange={(name) => set({ name: name.trim() === '' ? null : name })}
        />
        {earlier.length > 0 ? <Earlier addresses={earlier} /> : null}
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
        <fieldset className="flex flex-col gap-8">
          <legend className="text-base font-medium">{say('booking.minutes')}</legend>
          <p className="text-sm text-text-2">{say('booking.minutes.words')}</p>
          <div className="flex flex-wrap gap-12">
            {usualLengths.map((one) => (
              <Checkbox
                key={one}
                isSelected={lengths.includes(one)}
                onChange={(isOn) =>
                  setLengths(isOn ? [...lengths, one] : lengths.filter((other) => other !== one))
                }
              >
                {minutes(one)}
              </Checkbox>
            ))}
          </div>
          <TextField
            label={say('booking.minutes.other')}
            description={say('booking.minutes.other.words')}
            name="lengths"
            autoComplete="off"
            value={others}
            onChange={setOthers}
          />
        </fieldset>
        <div className="flex flex-wrap gap-12">
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

/** What was given away before, and leads here until it is withdrawn. */
function Earlier({ addresses }: { addresses: readonly EarlierAddress[] }) {
  const say = useWords();
  const choose = useAct(
    ({ name, leads }: EarlierAddress) => api.put('/booking/addresses', { name, leads: !leads }),
    {
      renews: [bookingQuery.queryKey],
      done: (_answer, { name, leads, address }) => ({
        text: say(leads ? 'booking.withdrawn' : 'booking.led', { address }),
        undo: () => api.put('/booking/addresses', { name, leads }),
      }),
    },
  );
  return (
    <section className="flex flex-col gap-8">
      <h3 className="text-base font-medium">{say('booking.earlier')}</h3>
      <ul className="flex flex-col gap-8">
        {addresses.map((one) => (
          <li key={one.address} className="flex flex-wrap items-center gap-8">
            <span className="flex min-w-[240px] flex-1 flex-col">
              <code className="break-all">{one.address}</code>
              <span className="text-sm text-text-2">
                {say(one.leads ? 'booking.earlier.leads' : 'booking.earlier.withdrawn')}
              </span>
            </span>
            <Button
              aria-label={say(one.leads ? 'booking.withdraw.label' : 'booking.again.label', {
                address: one.address,
              })}
              onPress={() => choose.mutate(one)}
            >
              {say(one.leads ? 'booking.withdraw' : 'booking.again')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
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
