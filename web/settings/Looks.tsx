import { changeLook, useLook } from '../app/look.ts';
import { type LanguageChoice, preferredLanguage, speak } from '../locales/language.ts';
import { SegmentedField } from '../ui/Field.tsx';
import { Card } from '../ui/Page.tsx';
import { Select } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';

/** Languages name themselves, so that whoever landed in the wrong one finds the way out. */
const spoken: { id: LanguageChoice; label: string }[] = [
  { id: 'en', label: 'English' },
  { id: 'de', label: 'Deutsch' },
];
const forTesting: { id: LanguageChoice; label: string } = { id: 'pseudo', label: 'Pseudo' };

/** Theme, density and language of this person on this device. */
export function Looks() {
  const say = useWords();
  const { theme, density, language } = useLook();
  return (
    <Card className="flex flex-col gap-20">
      <SegmentedField
        label={say('app.theme')}
        value={theme}
        onChange={(chosen) => changeLook({ theme: chosen })}
        options={[
          { id: 'system', label: say('app.theme.system'), icon: 'system' },
          { id: 'light', label: say('app.theme.light'), icon: 'sun' },
          { id: 'dark', label: say('app.theme.dark'), icon: 'moon' },
        ]}
      />
      <SegmentedField
        label={say('ui.density')}
        description={say('settings.densityHelp')}
        value={density}
        onChange={(chosen) => changeLook({ density: chosen })}
        options={[
          { id: 'compact', label: say('ui.density.compact') },
          { id: 'normal', label: say('ui.density.normal') },
          { id: 'roomy', label: say('ui.density.roomy') },
        ]}
      />
      <Select
        label={say('settings.language')}
        className="max-w-[240px]"
        value={preferredLanguage(navigator.languages, language)}
        options={import.meta.env.DEV ? [...spoken, forTesting] : spoken}
        onChange={(chosen) => {
          changeLook({ language: chosen });
          void speak(chosen);
        }}
      />
    </Card>
  );
}
