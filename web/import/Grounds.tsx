import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ConsentChannel, legalGrounds } from '../../shared/identify/consent.ts';
import type { GroundAnswer, ImportGround } from '../../shared/identify/importing/grounds.ts';
import { purposesQuery } from '../identify/consent/queries.ts';
import { channelMessages, groundMessages, purposeName } from '../identify/consent/words.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Card, Section } from '../ui/Page.tsx';
import { Select } from '../ui/Select.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { chooseGrounds, groundsQuery } from './imports.ts';

/** For what and over which ways the people of a file may be written to; unknown until somebody says it. */
export function Grounds({ importId }: { importId: string }) {
  const say = useWords();
  const client = useQueryClient();
  const query = groundsQuery(importId);
  const { data: kept = [] } = useQuery(query);
  const { data: purposes = [] } = useQuery(purposesQuery);
  const [shown, setShown] = useState<string>();
  const save = useMutation({
    scope: { id: `grounds ${importId}` },
    mutationFn: (grounds: ImportGround[]) => chooseGrounds(importId, grounds),
    onMutate: (rows) => client.setQueryData(query.queryKey, { rows }),
    onError: (error) => toast(error.message, { tone: 'bad' }),
    onSettled: () => client.invalidateQueries({ queryKey: query.queryKey }),
  });
  const offered = purposes.filter(({ retiredAt }) => retiredAt === null);
  const purpose = offered.find(({ key }) => key === shown) ?? offered[0];
  if (!purpose) return null;
  const key = purpose.key as ImportGround['purpose'];
  const ofPurpose = kept.filter((one) => one.purpose === key);
  const note = ofPurpose.find((one) => one.note)?.note ?? '';
  const others = kept.filter((one) => one.purpose !== key);
  const choose = (channel: ConsentChannel, answer: GroundAnswer | 'unknown') =>
    save.mutate([
      ...others,
      ...ofPurpose.filter((one) => one.channel !== channel),
      ...(answer === 'unknown' ? [] : [{ purpose: key, channel, answer, note }]),
    ]);
  return (
    <Section title={say('import.grounds')}>
      <Card className="flex flex-col gap-16">
        <p className="text-sm text-text-2">{say('import.grounds.words')}</p>
        <Select
          label={say('import.grounds.purpose')}
          options={offered.map((one) => {
            const count = kept.filter((ground) => ground.purpose === one.key).length;
            const name = purposeName(one, say);
            return {
              id: one.key,
              label: count > 0 ? say('import.grounds.said', { purpose: name, count }) : name,
            };
          })}
          value={key}
          onChange={setShown}
          className="max-w-[360px]"
        />
        <div className="grid gap-12 tablet:grid-cols-2 wide:grid-cols-4">
          {purpose.channels.map((channel) => (
            <Select
              key={channel}
              label={say(channelMessages[channel])}
              options={[
                { id: 'unknown', label: say('import.grounds.unknown') },
                ...legalGrounds.map((ground) => ({
                  id: ground,
                  label: say(groundMessages[ground]),
                })),
                { id: 'none', label: say('import.grounds.none') },
              ]}
              value={ofPurpose.find((one) => one.channel === channel)?.answer ?? 'unknown'}
              onChange={(answer) => choose(channel, answer as GroundAnswer | 'unknown')}
            />
          ))}
        </div>
        {ofPurpose.length > 0 ? (
          <HowKnown
            key={key}
            note={note}
            onSave={(text) =>
              save.mutate([...others, ...ofPurpose.map((one) => ({ ...one, note: text }))])
            }
          />
        ) : null}
      </Card>
    </Section>
  );
}

/** The same for all ways of one purpose. */
function HowKnown({ note, onSave }: { note: string; onSave: (note: string) => void }) {
  const say = useWords();
  const [text, setText] = useState(note);
  return (
    <Form
      aria-label={say('import.grounds.note')}
      className="flex flex-wrap items-end gap-8"
      onSubmit={() => onSave(text.trim())}
    >
      <TextField
        label={say('import.grounds.note')}
        description={say('import.grounds.note.words')}
        value={text}
        maxLength={500}
        onChange={setText}
        className="min-w-[240px] flex-1"
      />
      <Button type="submit" isDisabled={text.trim() === note}>
        {say('settings.save')}
      </Button>
    </Form>
  );
}
