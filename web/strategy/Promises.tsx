import { IconButton } from '../ui/Button.tsx';
import { Card } from '../ui/Page.tsx';
import { ComboBox } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';
import { NumberBox, SaidArea } from './fields.tsx';
import { AddItem } from './ItemCard.tsx';
import { newKey, said } from './keys.ts';
import type { StepProps } from './Steps.tsx';

const hours = Array.from({ length: 48 }, (_, half) => {
  const time = `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`;
  return { id: time, label: time };
});

/** What everyone may expect, and how often somebody is written to at most. */
export function Promises({ choices, edit }: StepProps) {
  const say = useWords();
  const { promises, limits } = choices;
  const setLimit = (change: Partial<typeof limits>) =>
    edit((now) => ({ ...now, limits: { ...now.limits, ...change } }));
  return (
    <div className="flex flex-col gap-12">
      <ul className="flex flex-col gap-8">
        {promises.map((one, at) => {
          const set = (change: Partial<typeof one>) =>
            edit((now) => ({
              ...now,
              promises: now.promises.map((each) =>
                each.key === one.key ? { ...each, ...change } : each,
              ),
            }));
          return (
            <li key={one.key}>
              <Card className="flex flex-wrap items-start gap-12">
                <div className="min-w-[220px] flex-1">
                  <SaidArea
                    label={say('strategy.promise', { number: at + 1 })}
                    value={one.text}
                    onChange={(text) => set({ text })}
                    rows={1}
                  />
                </div>
                <div className="w-[160px]">
                  <NumberBox
                    label={say('strategy.promise.due')}
                    placeholder={say('strategy.promise.always')}
                    value={one.dueDays}
                    onChange={(dueDays) => set({ dueDays })}
                    least={0}
                    most={1_000}
                    mayBeEmpty
                  />
                </div>
                <IconButton
                  icon="remove"
                  label={say('strategy.promise.remove', { number: at + 1 })}
                  className="mt-20"
                  onPress={() =>
                    edit((now) => ({
                      ...now,
                      promises: now.promises.filter(({ key }) => key !== one.key),
                    }))
                  }
                />
              </Card>
            </li>
          );
        })}
      </ul>
      <AddItem
        label={say('strategy.promise.new')}
        add={say('strategy.promise.add')}
        onAdd={(text) => {
          edit((now) => ({
            ...now,
            promises: [
              ...now.promises,
              { key: newKey(text, now.promises), text: said(text), dueDays: null },
            ],
          }));
          return undefined;
        }}
      />
      <h3 className="pt-8 text-base font-medium">{say('strategy.limits')}</h3>
      <div className="grid gap-12 tablet:grid-cols-3">
        <NumberBox
          label={say('strategy.limits.contacts')}
          description={say('strategy.limits.contacts.words')}
          value={limits.contactsPerMonth}
          onChange={(contactsPerMonth) => setLimit({ contactsPerMonth })}
          least={1}
          most={100}
          mayBeEmpty
        />
        <ComboBox
          label={say('strategy.limits.quietFrom')}
          options={hours}
          value={limits.quietFrom}
          valueLabel={limits.quietFrom ?? ''}
          onChange={(quietFrom) => setLimit({ quietFrom })}
        />
        <ComboBox
          label={say('strategy.limits.quietUntil')}
          options={hours}
          value={limits.quietUntil}
          valueLabel={limits.quietUntil ?? ''}
          onChange={(quietUntil) => setLimit({ quietUntil })}
        />
      </div>
    </div>
  );
}
