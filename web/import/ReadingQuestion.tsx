import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '../app/session.ts';
import { zones } from '../settings/places.ts';
import { useCountries } from '../ui/countries.ts';
import { ComboBox } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';

/** How numbers without a prefix and times without a zone are read; the company's own unless said otherwise. */
export function ReadingQuestion({
  country,
  zone,
  onChange,
}: {
  country: string | undefined;
  zone: string | undefined;
  onChange: (reading: { country?: string; zone?: string }) => void;
}) {
  const say = useWords();
  const countries = useCountries();
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) return null;
  return (
    <details>
      <summary className="min-h-target py-4 font-semibold">{say('import.reading')}</summary>
      <div className="grid gap-16 pt-8 tablet:grid-cols-2">
        <ComboBox
          label={say('import.reading.country')}
          description={say('import.reading.country.words')}
          options={countries}
          value={country ?? data.workspace.country}
          onChange={(chosen) => {
            if (chosen) onChange({ country: chosen });
          }}
        />
        <ComboBox
          label={say('import.reading.zone')}
          description={say('import.reading.zone.words')}
          options={zones}
          value={zone ?? data.workspace.zone}
          onChange={(chosen) => {
            if (chosen) onChange({ zone: chosen });
          }}
        />
      </div>
    </details>
  );
}
