import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiProblem } from '../app/api.ts';
import { sessionQuery } from '../app/session.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { useCountries } from '../ui/countries.ts';
import { TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Card } from '../ui/Page.tsx';
import { ComboBox } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';
import { changeWorkspace } from './account.ts';
import { ExactDuplicates } from './ExactDuplicates.tsx';
import { zones } from './places.ts';
import { TieKinds } from './TieKinds.tsx';
import { TopicSection } from './TopicSection.tsx';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

/** What holds for the whole company. */
export function Company() {
  const say = useWords();
  const session = useSession();
  if (!session) return null;
  const isOwner = session.user.level === 'owner';
  return (
    <>
      <TopicSection
        isWholePage
        topic="company"
        {...(isOwner ? {} : { lead: say('settings.company.askOwner') })}
      >
        {isOwner ? <CompanyForm {...session.workspace} /> : <CompanyFacts {...session.workspace} />}
      </TopicSection>
      <TopicSection topic="strategy" lead={say('settings.strategy.words')}>
        <span>
          <Link to="/strategy" className={buttonClass()}>
            {say('settings.strategy.open')}
          </Link>
        </span>
      </TopicSection>
      <ExactDuplicates isOn={session.workspace.mergesExact} isOwner={isOwner} />
      <TieKinds />
    </>
  );
}

interface CompanyFields {
  name: string;
  country: string;
  zone: string;
}

function CompanyForm({ name, country, zone }: CompanyFields) {
  const say = useWords();
  const countries = useCountries();
  const before = { name, country, zone };
  const [chosen, setChosen] = useState(before);
  const change = useAct(changeWorkspace, {
    renews: [sessionQuery.queryKey],
    done: () => ({
      text: say('settings.saved'),
      undo: async () => {
        await changeWorkspace(before);
        setChosen(before);
      },
    }),
  });
  const isSame = chosen.name.trim() === name && chosen.country === country && chosen.zone === zone;
  return (
    <Card>
      <Form
        aria-label={say('settings.company')}
        onSubmit={() => change.mutate({ ...chosen, name: chosen.name.trim() })}
        {...(change.error instanceof ApiProblem && change.error.fields
          ? { errors: change.error.fields }
          : {})}
      >
        <TextField
          label={say('app.field.company')}
          name="name"
          autoComplete="organization"
          value={chosen.name}
          onChange={(text) => setChosen({ ...chosen, name: text })}
        />
        <ComboBox
          label={say('settings.company.country')}
          description={say('settings.company.country.words')}
          options={countries}
          value={chosen.country}
          onChange={(id) => {
            if (id) setChosen({ ...chosen, country: id });
          }}
        />
        <ComboBox
          label={say('settings.company.zone')}
          description={say('settings.company.zone.words')}
          options={zones}
          value={chosen.zone}
          valueLabel={chosen.zone}
          onChange={(id) => {
            if (id) setChosen({ ...chosen, zone: id });
          }}
        />
        <span>
          <Button
            type="submit"
            isWorking={change.isPending}
            isDisabled={isSame || chosen.name.trim() === ''}
          >
            {say('settings.save')}
          </Button>
        </span>
      </Form>
    </Card>
  );
}

function CompanyFacts({ name, country, zone }: CompanyFields) {
  const say = useWords();
  const countries = useCountries();
  const facts = [
    [say('app.field.company'), name],
    [say('settings.company.country'), countries.find(({ id }) => id === country)?.label ?? country],
    [say('settings.company.zone'), zone],
  ];
  return (
    <Card>
      <dl className="flex flex-col gap-12">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-xs text-text-2">{label}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
