import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type CaptureRuleInput, captureRuleKinds } from '../../../shared/interact/mailboxes.ts';
import { ApiProblem } from '../../app/api.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, SegmentedField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Card } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../Loaded.tsx';
import { Row, Rows } from '../Rows.tsx';
import { TopicSection } from '../TopicSection.tsx';
import { useAct } from '../useAct.ts';
import { useSession } from '../useSession.ts';
import { addCaptureRule, captureRulesQuery, removeCaptureRule } from './queries.ts';
import { ruleWords } from './words.ts';

type Kind = CaptureRuleInput['kind'];

const renews = [captureRulesQuery.queryKey];

/** Whose mail and which mail is never captured, for oneself or for everybody. */
export default function CaptureRules() {
  const say = useWords();
  const query = useQuery(captureRulesQuery);
  const level = useSession()?.user.level;
  return (
    <TopicSection topic="captureRules" isWholePage lead={say('connections.rules.lead')}>
      {level === 'reader' ? null : <NewRule isOwner={level === 'owner'} />}
      <Loaded query={query}>
        {({ rows }) =>
          rows.length > 0 ? (
            <Rows>
              {rows.map((rule) => (
                <Rule key={rule.id} {...rule} />
              ))}
            </Rows>
          ) : (
            <p className="text-text-2">{say('connections.rules.none')}</p>
          )
        }
      </Loaded>
    </TopicSection>
  );
}

function NewRule({ isOwner }: { isOwner: boolean }) {
  const say = useWords();
  const [kind, setKind] = useState<Kind>('address');
  const [value, setValue] = useState('');
  const [forEveryone, setForEveryone] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const add = useAct(addCaptureRule, {
    renews,
    done: ({ id }, rule) => ({
      text: say('connections.rules.added', { value: rule.value }),
      undo: () => removeCaptureRule(id),
    }),
  });
  const submit = async () => {
    setErrors({});
    try {
      await add.mutateAsync({ kind, value, forEveryone });
      setValue('');
    } catch (error) {
      // Anything else was told as it happened.
      if (error instanceof ApiProblem && error.fields) setErrors(error.fields);
    }
  };
  return (
    <Card>
      <Form
        aria-label={say('connections.rules.new')}
        onSubmit={() => void submit()}
        errors={errors}
      >
        <SegmentedField
          label={say('connections.rules.kind')}
          description={say(ruleWords[kind].effect)}
          value={kind}
          onChange={setKind}
          options={captureRuleKinds.map((id) => ({ id, label: say(ruleWords[id].name) }))}
        />
        <TextField
          label={say('connections.rules.value')}
          name="value"
          autoComplete="off"
          spellCheck="false"
          value={value}
          onChange={setValue}
        />
        {isOwner ? (
          <div className="flex flex-col gap-4">
            <Checkbox isSelected={forEveryone} onChange={setForEveryone}>
              {say('connections.rules.forEveryone')}
            </Checkbox>
            <p className="text-sm text-text-2">{say('connections.rules.forEveryone.words')}</p>
          </div>
        ) : null}
        <span>
          <Button
            type="submit"
            icon="add"
            isWorking={add.isPending}
            isDisabled={value.trim() === ''}
          >
            {say('connections.rules.add')}
          </Button>
        </span>
      </Form>
    </Card>
  );
}

function Rule({
  id,
  kind,
  value,
  forEveryone,
  can,
}: {
  id: string;
  kind: Kind;
  value: string;
  forEveryone: boolean;
  can: { remove: boolean };
}) {
  const say = useWords();
  const remove = useAct(removeCaptureRule, {
    renews,
    done: () => ({
      text: say('connections.rules.removed', { value }),
      undo: () => addCaptureRule({ kind, value, forEveryone }),
    }),
  });
  return (
    <Row
      title={
        <>
          <bdi>{value}</bdi>
          <Badge>{say(ruleWords[kind].name)}</Badge>
        </>
      }
      words={say(forEveryone ? 'connections.rules.ofEveryone' : 'connections.rules.ofMine')}
    >
      {can.remove ? (
        <Button size="small" isWorking={remove.isPending} onPress={() => remove.mutate(id)}>
          {say('connections.rules.remove')}
          <span className="sr-only"> {value}</span>
        </Button>
      ) : null}
    </Row>
  );
}
