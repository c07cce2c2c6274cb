import { RadioList } from '../../ui/RadioList.tsx';
import { useWords } from '../../ui/words.ts';

export type Which = 'one' | 'all';

/** Of a meeting that recurs: what the act beside it is for. */
export function SeriesChoice({
  value,
  onChange,
}: {
  value: Which;
  onChange: (which: Which) => void;
}) {
  const say = useWords();
  return (
    <RadioList
      label={say('calendar.series')}
      value={value}
      onChange={onChange}
      options={[
        { id: 'one', label: say('calendar.series.one') },
        {
          id: 'all',
          label: say('calendar.series.all'),
          description: say('calendar.series.all.words'),
        },
      ]}
    />
  );
}
