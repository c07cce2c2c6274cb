import { useQuery } from '@tanstack/react-query';
import type { FormPurpose } from '../../../shared/interact/forms.ts';
import { purposesQuery } from '../../identify/consent/queries.ts';
import { purposeName } from '../../identify/consent/words.ts';
import { Checkbox } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';

interface Props {
  purposes: readonly FormPurpose[];
  onChange: (purposes: FormPurpose[]) => void;
}

/** For what people are asked to agree to be written to, each in the words that stand in the settings. */
export function Asking({ purposes, onChange }: Props) {
  const say = useWords();
  const known = (useQuery(purposesQuery).data ?? []).filter(
    ({ retiredAt, ground }) => !retiredAt && ground === 'consent',
  );
  const askable = known.filter(({ wordings }) => wordings.length > 0);
  return (
    <fieldset className="flex flex-col gap-8">
      <legend className="pb-4 text-xs text-text-2">{say('forms.consent')}</legend>
      {askable.map((purpose) => {
        const { key, channels, wordings } = purpose;
        const others = purposes.filter((one) => one.purpose !== key);
        return (
          <div key={key} className="flex flex-col">
            <Checkbox
              isSelected={others.length < purposes.length}
              onChange={(on) => onChange(on ? [...others, { purpose: key, channels }] : others)}
            >
              {purposeName(purpose, say)}
            </Checkbox>
            <q className="ps-24 text-sm wrap-anywhere text-text-2">{wordings[0]?.text}</q>
          </div>
        );
      })}
      {askable.length < known.length ? (
        <p className="text-sm text-text-2">{say('forms.consent.unworded')}</p>
      ) : null}
    </fieldset>
  );
}
