import { sensibleDefault } from '../../shared/strategy/defaults.ts';
import { saidIn } from '../../shared/strategy/said.ts';
import type { StrategyVersion } from '../../shared/strategy/strategy.ts';
import { spokenLanguage } from '../app/ownWords.ts';

/** The default has a name in each language; a version that of whoever adopted it. */
export function versionName({ version, name }: Pick<StrategyVersion, 'version' | 'name'>): string {
  return version === 0 ? saidIn(sensibleDefault.name, spokenLanguage()) : name;
}
