import { commonGround } from './common-ground.de.ts';
import { identify } from './identify.de.ts';
import { input } from './input.de.ts';
import { interact } from './interact.de.ts';
import { platform } from './platform.de.ts';
import { problems } from './problems.de.ts';
import { understand } from './understand.de.ts';
import { wordings } from './wordings.ts';

/** The English sentence as it stands in the source, with `{0}`, `{1}` … for what is put in, to the German one. */
export const german: Readonly<Record<string, string>> = {
  ...identify,
  ...interact,
  ...understand,
  ...platform,
  ...input,
  ...problems,
  ...commonGround,
};

/** A sentence nobody has put into German is better read in English than not at all. */
export const inGerman = wordings(german);
