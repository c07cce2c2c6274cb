import { type AccessLevel, accessLevels } from '../../shared/platform/access.ts';
import { Select } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';
import { levelWords } from './levels.ts';

/** One of the access levels, each with what it lets somebody do. */
export function LevelField({
  label,
  hideLabel,
  value,
  onChange,
  className,
}: {
  label: string;
  hideLabel?: boolean;
  value: AccessLevel;
  onChange: (level: AccessLevel) => void;
  className?: string;
}) {
  const say = useWords();
  return (
    <Select
      label={label}
      {...(hideLabel ? { hideLabel } : {})}
      {...(className ? { className } : {})}
      value={value}
      onChange={onChange}
      options={accessLevels.map((level) => ({
        id: level,
        label: say(levelWords[level].name),
        description: say(levelWords[level].effect),
      }))}
    />
  );
}
