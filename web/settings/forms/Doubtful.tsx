import { useQuery } from '@tanstack/react-query';
import type { Doubt, FormView, SubmissionView } from '../../../shared/interact/forms.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../Loaded.tsx';
import { useMoments } from '../moments.ts';
import { useAct } from '../useAct.ts';
import { doubtfulQuery, formsQuery, letIn, putAway, undoEvent } from './queries.ts';

const reasonMessages: Record<Doubt, MessageId> = {
  trap: 'forms.doubt.trap',
  'too fast': 'forms.doubt.tooFast',
  links: 'forms.doubt.links',
  repeated: 'forms.doubt.repeated',
  blocked: 'forms.doubt.blocked',
};

/** What looks like a machine's: let in by a press, or put away. */
export function Doubtful({ form: { id, title } }: { form: FormView }) {
  const say = useWords();
  const query = useQuery(doubtfulQuery(id));
  return (
    <section aria-label={say('forms.doubtfulOf', { title })} className="flex flex-col gap-12">
      <p className="text-sm text-text-2">{say('forms.doubtful.words')}</p>
      <Loaded query={query}>
        {(rows) => (
          <ul className="flex flex-col gap-16">
            {rows.map((row) => (
              <Waiting key={row.id} formId={id} submission={row} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function Waiting({ formId, submission }: { formId: string; submission: SubmissionView }) {
  const say = useWords();
  const { ago } = useMoments();
  const { id, reasons, answers, arrivedAt } = submission;
  const renews = [formsQuery.queryKey, doubtfulQuery(formId).queryKey];
  const admission = useAct(() => letIn(id), {
    renews,
    done: () => ({ text: say('forms.isIn') }),
  });
  const dismissal = useAct(() => putAway(id), {
    renews,
    done: ({ event }) => ({ text: say('forms.isAway'), undo: () => undoEvent(event) }),
  });
  return (
    <li className="flex flex-col gap-8">
      <span className="flex flex-wrap items-center gap-8 text-sm">
        {reasons.map((reason) => (
          <Badge key={reason} tone="warn">
            {say(reasonMessages[reason])}
          </Badge>
        ))}
        <span className="text-text-2">{ago(arrivedAt)}</span>
      </span>
      <dl className="grid gap-4 text-sm">
        {answers.map(({ label, value }) => (
          <div key={label}>
            <dt className="text-xs wrap-anywhere text-text-2">{label}</dt>
            <dd className="max-h-[160px] overflow-auto whitespace-pre-line wrap-anywhere">
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <span className="flex flex-wrap gap-8">
        <Button
          size="small"
          icon="check"
          isWorking={admission.isPending}
          onPress={() => admission.mutate(undefined)}
        >
          {say('forms.letIn')}
        </Button>
        <Button
          size="small"
          isWorking={dismissal.isPending}
          onPress={() => dismissal.mutate(undefined)}
        >
          {say('forms.putAway')}
        </Button>
      </span>
    </li>
  );
}
