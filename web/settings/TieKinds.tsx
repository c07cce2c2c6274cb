import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwnTieKind, TieKindInput } from '../../shared/identify/ties.ts';
import { ApiProblem, api } from '../app/api.ts';
import { tieKindsQuery } from '../identify/ties/queries.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { Loaded } from './Loaded.tsx';
import { Row, Rows } from './Rows.tsx';
import { TopicSection } from './TopicSection.tsx';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

interface Done {
  event: string;
}
const undo = ({ event }: Done) => api.post(`/events/${event}/undo`);

/** Kinds of tie beside those that everybody has, each read in two directions. */
export function TieKinds() {
  const say = useWords();
  const mayChange = useSession()?.user.level === 'owner';
  const query = useQuery(tieKindsQuery);
  const change = useAct(
    ({ id, version, retiredAt }: OwnTieKind) =>
      api.patch<Done>(`/tie-kinds/${id}`, { retired: retiredAt === null, version }),
    {
      renews: [tieKindsQuery.queryKey],
      done: (answer) => ({ text: say('ties.kinds.changed'), undo: () => undo(answer) }),
    },
  );
  return (
    <TopicSection topic="ties" lead={say('ties.kinds.words')}>
      {mayChange ? <NewKind /> : null}
      <Loaded query={query}>
        {(kinds) =>
          kinds.length === 0 ? (
            <p className="text-text-2">{say('ties.kinds.none')}</p>
          ) : (
            <Rows>
              {kinds.map((kind) => (
                <Row
                  key={kind.id}
                  picture={<Icon name="connection" size={20} className="text-text-3" />}
                  title={
                    <>
                      {kind.name}
                      {kind.retiredAt ? <Badge>{say('ties.kinds.retired')}</Badge> : null}
                    </>
                  }
                  words={kind.reverseName}
                >
                  {mayChange ? (
                    <Button size="small" onPress={() => change.mutate(kind)}>
                      {say(kind.retiredAt ? 'ties.kinds.offer' : 'ties.kinds.retire')}
                      <span className="sr-only"> {kind.name}</span>
                    </Button>
                  ) : null}
                </Row>
              ))}
            </Rows>
          )
        }
      </Loaded>
    </TopicSection>
  );
}

const unnamed: TieKindInput = { name: '', reverseName: '' };

function NewKind() {
  const say = useWords();
  const [input, setInput] = useState(unnamed);
  const addition = useAct((kind: TieKindInput) => api.post<Done>('/tie-kinds', kind), {
    renews: [tieKindsQuery.queryKey],
    done: (answer) => {
      setInput(unnamed);
      return { text: say('ties.kinds.added'), undo: () => undo(answer) };
    },
  });
  const { error } = addition;
  const fields = error instanceof ApiProblem ? error.fields : undefined;
  return (
    <Card>
      <Form
        aria-label={say('ties.kinds.form')}
        onSubmit={() => addition.mutate(input)}
        {...(fields ? { errors: fields } : {})}
      >
        <TextField
          label={say('ties.kinds.name')}
          description={say('ties.kinds.name.words')}
          name="name"
          value={input.name}
          onChange={(name) => setInput({ ...input, name })}
          autoComplete="off"
        />
        <TextField
          label={say('ties.kinds.reverse')}
          description={say('ties.kinds.reverse.words')}
          name="reverseName"
          value={input.reverseName}
          onChange={(reverseName) => setInput({ ...input, reverseName })}
          autoComplete="off"
        />
        <span>
          <Button
            type="submit"
            icon="add"
            isWorking={addition.isPending}
            isDisabled={input.name.trim() === '' || input.reverseName.trim() === ''}
          >
            {say('ui.add')}
          </Button>
        </span>
      </Form>
    </Card>
  );
}
