import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { ErasuresView } from '../../../shared/identify/privacy.ts';
import { ApiProblem, api } from '../../app/api.ts';
import { findParties } from '../../identify/parties/queries.ts';
import { downloadDisclosure } from '../../identify/privacy/disclosure.ts';
import { countWords } from '../../identify/privacy/words.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Card } from '../../ui/Page.tsx';
import { ComboBox } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../Loaded.tsx';
import { useMoments } from '../moments.ts';
import { Row, Rows } from '../Rows.tsx';
import { TopicSection } from '../TopicSection.tsx';
import { useAct } from '../useAct.ts';

const EraseDialog = onDemand(() => import('../../identify/privacy/EraseDialog.tsx'));

const erasuresQuery = {
  queryKey: ['erasure'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<ErasuresView>('/erasures', { signal }),
};

/** Somebody asks what we hold about them, or to be forgotten. */
export function Requests() {
  const say = useWords();
  const [id, setId] = useState<string | null>(null);
  const [isErasing, setErasing] = useState(false);
  return (
    <TopicSection topic="requests" lead={say('privacy.requests.words')}>
      <Card className="flex flex-col gap-12">
        <PersonBox value={id} onChange={setId} />
        <div className="flex flex-wrap gap-8">
          <Button
            icon="download"
            isDisabled={id === null}
            onPress={() => (id ? downloadDisclosure(id) : undefined)}
          >
            {say('privacy.disclose')}
          </Button>
          <Button
            variant="danger"
            icon="remove"
            isDisabled={id === null}
            onPress={() => setErasing(true)}
          >
            {say('privacy.erase.open')}
          </Button>
        </div>
      </Card>
      {isErasing && id ? (
        <EraseDialog
          id={id}
          onClose={() => {
            setErasing(false);
            setId(null);
          }}
        />
      ) : null}
    </TopicSection>
  );
}

function PersonBox({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const say = useWords();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data: found = [], isFetching } = useQuery({
    queryKey: ['people', 'named', asked],
    queryFn: () => findParties('person', asked),
    placeholderData: keepPreviousData,
  });
  return (
    <ComboBox
      label={say('privacy.requests.person')}
      options={found.map(({ id, name, email, companyName }) => ({
        id,
        label: name || email || id,
        icon: 'person' as const,
        description: [companyName, email].filter(Boolean).join(' · ') || undefined,
      }))}
      value={value}
      valueLabel={found.find(({ id }) => id === value)?.name}
      onSearch={setText}
      isLoading={isFetching || asked !== text.trim()}
      empty={say('privacy.requests.nobody')}
      onChange={onChange}
    />
  );
}

/** Who was erased, of nobody by name, and how a block is lifted. */
export function Erasures() {
  const say = useWords();
  const { day } = useMoments();
  const query = useQuery(erasuresQuery);
  const [address, setAddress] = useState('');
  const lift = useAct((wanted: string) => api.post('/erasures/lift', { address: wanted }), {
    renews: [erasuresQuery.queryKey],
    done: () => {
      setAddress('');
      return { text: say('privacy.lifted') };
    },
  });
  const { error } = lift;
  const fields = error instanceof ApiProblem ? error.fields : undefined;
  return (
    <TopicSection topic="erasures" lead={say('privacy.erasures.words')}>
      <Loaded query={query}>
        {({ rows, blocked }) => (
          <>
            {rows.length === 0 ? (
              <p className="text-text-2">{say('privacy.erasures.none')}</p>
            ) : (
              <Rows>
                {rows.map(({ id, at, by, counts }) => (
                  <Row
                    key={id}
                    picture={<Icon name="remove" className="text-text-3" />}
                    title={say('privacy.erasures.row', {
                      day: day(at),
                      name: by ?? say('privacy.erasures.house'),
                    })}
                    words={countWords(counts, say).join(' · ')}
                  />
                ))}
              </Rows>
            )}
            {blocked > 0 ? (
              <Card>
                <Form
                  aria-label={say('privacy.lift')}
                  onSubmit={() => lift.mutate(address)}
                  {...(fields ? { errors: fields } : {})}
                >
                  <p className="text-text-2">{say('privacy.lift.words', { count: blocked })}</p>
                  <TextField
                    label={say('privacy.lift.address')}
                    name="address"
                    value={address}
                    onChange={setAddress}
                    autoComplete="off"
                  />
                  <span>
                    <Button
                      type="submit"
                      isDisabled={address.trim() === ''}
                      isWorking={lift.isPending}
                    >
                      {say('privacy.lift')}
                    </Button>
                  </span>
                </Form>
              </Card>
            ) : null}
          </>
        )}
      </Loaded>
    </TopicSection>
  );
}
