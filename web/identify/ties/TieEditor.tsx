import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { influences, ruleOf } from '../../../shared/identify/tie-rules.ts';
import type { TieView } from '../../../shared/identify/ties.ts';
import { ApiProblem } from '../../app/api.ts';
import { sessionQuery } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { EditBox } from '../../ui/EditBox.tsx';
import { SegmentedField, TextArea } from '../../ui/Field.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { Form } from '../../ui/Form.tsx';
import { ComboBox, Select } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { usePartyChanges } from '../parties/changes.ts';
import { basisMessages, fieldWords, visibilityMessages } from '../parties/words.ts';
import { useTieChanges } from './changes.ts';
import {
  basesFor,
  changeOf,
  draftOf,
  inputOf,
  newDraft,
  type TieDraft,
  withKind,
} from './draft.ts';
import { PartyBox, type PartyChoice } from './PartyBox.tsx';
import { tieKindsQuery } from './queries.ts';
import { influenceMessages, relationsOf, tieWords } from './words.ts';

export interface TieEditorProps {
  party: Pick<PartyView, 'id' | 'kind' | 'name'>;
  /** What is changed; without it a tie is added. */
  tie?: TieView;
  /** What a new tie begins with, where the page knows it. */
  given?: { relation?: string; other?: PartyChoice };
  onClose: () => void;
}

/** Writes a tie down in the order one would say it: is what, to whom, since when, and how we know. */
export default function TieEditor({ party, tie, given, onClose }: TieEditorProps) {
  const say = useWords();
  const { data: ownKinds = [] } = useQuery(tieKindsQuery);
  const people = usePartyChanges('person');
  const companies = usePartyChanges('company');
  const { state, change } = useTieChanges();
  const relations = useMemo(
    () => relationsOf(party.kind, ownKinds, say),
    [party.kind, ownKinds, say],
  );
  const [relationId, setRelationId] = useState(given?.relation ?? null);
  const [other, setOther] = useState<PartyChoice | null>(given?.other ?? null);
  const [draft, setDraft] = useState<TieDraft>(tie ? draftOf(tie) : newDraft);
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const relation = relations.find(({ id }) => id === relationId);
  const kind = tie?.kind ?? relation?.kind ?? '';
  const set = (part: Partial<TieDraft>) => setDraft((old) => ({ ...old, ...part }));

  const choose = (id: string | null) => {
    const chosen = relations.find((one) => one.id === id);
    setRelationId(id);
    if (!chosen) return;
    setDraft((old) => withKind(old, chosen.kind));
    if (other && !chosen.others.includes(other.kind)) setOther(null);
  };
  const idOf = async ({ id, kind: of, name }: PartyChoice) =>
    id ?? (await (of === 'person' ? people : companies).create({ name })).id;
  const save = async () => {
    if (!tie && (!relation || !other)) {
      setProblem(say(relation ? 'ties.editor.noOther' : 'ties.editor.noKind'));
      return;
    }
    setWorking(true);
    setProblem(undefined);
    try {
      if (tie) await change(tie, changeOf(draft, tie));
      else if (relation && other)
        await state(inputOf(draft, relation, party.id, await idOf(other)));
      onClose();
    } catch (error) {
      const [first] = Object.values((error instanceof ApiProblem && error.fields) || {});
      const sentence = error instanceof Error ? error.message : String(error);
      setProblem(
        error instanceof ApiProblem && error.code.startsWith('tie.')
          ? sentence
          : (first ?? sentence),
      );
      setWorking(false);
    }
  };
  const title = tie ? say('ties.editor.change') : say('ties.add');
  return (
    <EditBox
      label={title}
      onSave={() => void save()}
      onCancel={onClose}
      className="rounded-control border border-accent bg-surface"
    >
      <Form className="gap-12" aria-label={title} onSubmit={() => void save()} problem={problem}>
        {tie ? (
          <p className="text-base">
            {tieWords(tie, say)} <bdi className="font-medium">{tie.other.name}</bdi>
          </p>
        ) : (
          <>
            <ComboBox
              label={say('ties.editor.kind', { name: party.name })}
              options={relations}
              value={relationId}
              onChange={choose}
              autoFocus={!given?.relation}
            />
            <PartyBox
              label={say('ties.editor.other')}
              kinds={relation?.others ?? bothKinds}
              except={party.id}
              value={other}
              onChange={setOther}
              autoFocus={given?.relation !== undefined && !given.other}
            />
          </>
        )}
        <Details {...{ kind, draft, set, tie }} />
        <span className="flex flex-wrap items-center gap-8">
          <Button type="submit" size="small" variant="primary" isWorking={isWorking}>
            {say('identify.save')}
          </Button>
          <Button size="small" variant="quiet" onPress={onClose}>
            {say('ui.cancel')}
          </Button>
        </span>
      </Form>
    </EditBox>
  );
}

const bothKinds = ['person', 'company'] as const;

interface DetailsProps {
  kind: string;
  draft: TieDraft;
  set: (part: Partial<TieDraft>) => void;
  tie: TieView | undefined;
}

/** Since when, how we know, and for whose eyes. */
function Details({ kind, draft, set, tie }: DetailsProps) {
  const say = useWords();
  const { data: session } = useQuery(sessionQuery);
  const { family: isFamily = false, buying: isBuying = false } = ruleOf(kind);
  const audiences = [
    ...(isFamily ? [] : [{ id: 'everyone', label: say(visibilityMessages.everyone) }]),
    ...(session?.teams ?? []).map(({ id, name }) => ({
      id,
      label: say('identify.visibility.teamNamed', { team: name }),
    })),
    { id: 'private', label: say(visibilityMessages.private) },
  ];
  return (
    <>
      {isBuying ? (
        <SegmentedField
          label={say('ties.influence')}
          options={[
            { id: 'unknown' as const, label: say('ties.influence.unknown') },
            ...influences.map((id) => ({ id, label: say(influenceMessages[id]) })),
          ]}
          value={draft.influence}
          onChange={(influence) => set({ influence })}
        />
      ) : null}
      <DateField
        label={say('identify.span.from')}
        value={draft.since}
        onChange={(since) => set({ since })}
      />
      <DateField
        label={say('identify.span.to')}
        value={draft.until}
        onChange={(until) => set({ until })}
      />
      <TextArea
        label={say('ties.evidence')}
        value={draft.evidence}
        onChange={(evidence) => set({ evidence })}
      />
      <FilterChips
        label={say('identify.basis.question')}
        options={basesFor(kind).map((id) => ({ id, label: say(basisMessages[id]) }))}
        value={draft.basis}
        onChange={(basis) => set({ basis })}
      />
      {!tie || tie.can.share ? (
        <Select
          label={fieldWords(say, 'visibility')}
          description={isFamily ? say('ties.family.why') : undefined}
          options={audiences}
          value={draft.audience}
          onChange={(audience) => set({ audience })}
        />
      ) : null}
    </>
  );
}
