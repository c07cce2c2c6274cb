import { useQuery } from '@tanstack/react-query';
import type { PartyView } from '../../shared/identify/parties.ts';
import { enterRoom } from '../locales/language.ts';
import { onDemand } from '../ui/onDemand.tsx';
import { useWords } from '../ui/words.ts';
import { AssumptionList } from './assumptions/AssumptionList.tsx';
import { assumptionsQuery } from './assumptions/queries.ts';
import { Confidences } from './Confidences.tsx';
import { PageLink } from './disclosure/PageLink.tsx';
import { MarkFact } from './MarkFact.tsx';
import { NotKnown } from './NotKnown.tsx';

const Needs = onDemand(async () => {
  const [block] = await Promise.all([import('./needs/Needs.tsx'), enterRoom('needs')]);
  return block;
});

/** What stands under the facts of a person or company. */
export default function UnderFacts({ party }: { party: PartyView }) {
  return (
    <>
      <MarkFact party={party} />
      <NotKnown party={party} />
      <Needs party={party} />
      <Assumptions party={party} />
      {party.kind === 'person' ? <Confidences party={party} /> : null}
      {party.kind === 'person' && !party.trashedAt ? <PageLink party={party} /> : null}
    </>
  );
}

function Assumptions({ party }: { party: PartyView }) {
  const say = useWords();
  const { data } = useQuery(assumptionsQuery(party.id));
  const rows = data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-label={say('understand.assumptions')} className="flex flex-col gap-8">
      <h3 className="border-b border-border pb-4 text-xs text-text-2">
        {say('understand.assumptions')}
      </h3>
      <AssumptionList rows={rows} />
    </section>
  );
}
