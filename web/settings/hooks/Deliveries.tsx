import { useQuery } from '@tanstack/react-query';
import type { HookView } from '../../../shared/platform/hooks.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useWords } from '../../ui/words.ts';
import { CopyField } from '../CopyField.tsx';
import { Loaded } from '../Loaded.tsx';
import { useMoments } from '../moments.ts';
import { deliveriesQuery } from './queries.ts';

/** What came through a door in the last thirty days, and why something was refused. */
export function Deliveries({ hook: { id, name, address } }: { hook: HookView }) {
  const say = useWords();
  const { ago } = useMoments();
  const query = useQuery(deliveriesQuery(id));
  return (
    <section aria-label={say('hooks.deliveriesOf', { name })} className="flex flex-col gap-12">
      <CopyField label={say('hooks.address')} value={address} />
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="text-text-2">{say('hooks.deliveries.none')}</p>
          ) : (
            <ul className="flex flex-col gap-8">
              {rows.map((row) => (
                <li key={row.id} className="flex flex-wrap items-baseline gap-x-8 text-sm">
                  <Badge tone={row.outcome === 'taken' ? 'good' : 'bad'}>
                    {say(row.outcome === 'taken' ? 'hooks.taken' : 'hooks.refused')}
                  </Badge>
                  <span className="text-text-2">{ago(row.lastAt)}</span>
                  {row.times > 1 ? <span>{say('hooks.times', { count: row.times })}</span> : null}
                  {row.messageId ? (
                    <span className="tabular wrap-anywhere text-text-3">{row.messageId}</span>
                  ) : null}
                  {row.reason ? (
                    <span className="basis-full wrap-anywhere" lang="en">
                      {row.reason}
                    </span>
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
