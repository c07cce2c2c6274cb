import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../app/api.ts';
import { matching } from '../app/palette.ts';
import { sessionQuery } from '../app/session.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SearchField, TextArea } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { useOfferedShortcuts } from '../ui/keys/Shortcuts.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { closeHelp, openHelp, showGuide, useHelp } from './asking.ts';
import { type Guide, type GuideId, guideOf, guides } from './guides.ts';
import { changePractice } from './practice.ts';
import { StepWords } from './StepWords.tsx';

/** `?`: how things are done, the keys of this screen, and a word to those who run this installation. */
export default function HelpLayer() {
  const say = useWords();
  const { guide } = useHelp();
  const [isTelling, setTelling] = useState(false);
  const shown = guide ? guideOf(guide) : null;
  const back = (
    <Button
      variant="quiet"
      icon="back"
      onPress={() => {
        setTelling(false);
        openHelp();
      }}
    >
      {say('help.back')}
    </Button>
  );
  return (
    <Dialog
      isOpen
      onClose={closeHelp}
      size="large"
      at="top"
      title={isTelling ? say('help.tell') : shown ? say(shown.title) : say('help.title')}
      actions={
        isTelling ? (
          back
        ) : shown ? (
          <>
            {back}
            {shown.steps.length > 0 ? (
              <Button variant="primary" icon="play" onPress={() => showGuide(shown.id as GuideId)}>
                {say('help.show')}
              </Button>
            ) : null}
          </>
        ) : (
          <Button icon="message" onPress={() => setTelling(true)}>
            {say('help.tell')}
          </Button>
        )
      }
    >
      {isTelling ? <Tell onDone={closeHelp} /> : shown ? <OneGuide guide={shown} /> : <Overview />}
    </Dialog>
  );
}

function Overview() {
  const say = useWords();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const { pathname } = useLocation();
  const { data: session } = useQuery(sessionQuery);
  const offered = useOfferedShortcuts().filter(({ keys }) => keys.length > 0);
  // A title typed as it stands may hold a comma.
  const asked = typed.replace(/[^\p{Letter}\p{Number}]+/gu, ' ');
  const found = matching(
    guides.map((one) => ({ ...one, label: `${say(one.title)} ${say(one.lead)} ${say(one.find)}` })),
    asked,
  );
  // What concerns this page comes first.
  const here = (at: string) => (at !== '/people' && pathname.startsWith(at) ? 0 : 1);
  const sorted = typed ? found : found.toSorted((a, b) => here(a.at) - here(b.at));
  const keys = Map.groupBy(matching(offered, asked), ({ group }) => group);
  return (
    <div className="flex flex-col gap-16">
      <SearchField label={say('help.search')} value={typed} onChange={setTyped} autoFocus />
      {sorted.length > 0 ? (
        <section aria-labelledby="help-guides">
          <h3 id="help-guides" className="pb-4 text-xs text-text-3">
            {say('help.guides')}
          </h3>
          <ul className="grid grid-cols-1 gap-x-16 tablet:grid-cols-2">
            {sorted.map(({ id, icon, title }) => (
              <li key={id}>
                <Button
                  variant="quiet"
                  icon={icon}
                  className="w-full justify-start px-8!"
                  onPress={() => openHelp(id)}
                >
                  {say(title)}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {session?.workspace.kind === 'sample' && !typed ? (
        <Button
          variant="quiet"
          icon="task"
          className="self-start"
          onPress={() => {
            closeHelp();
            void changePractice(client, { isClosed: false });
          }}
        >
          {say('help.practice.takeUp')}
        </Button>
      ) : null}
      {keys.size > 0 ? (
        <section aria-label={say('app.keys')}>
          <h3 className="pb-8 text-base font-medium">{say('app.keys')}</h3>
          <div className="columns-1 gap-32 tablet:columns-2">
            {[...keys].map(([group, shortcuts]) => (
              <section key={group} className="mb-16 break-inside-avoid">
                <h4 className="pb-4 text-xs text-text-3">{group}</h4>
                <dl>
                  {shortcuts.map(({ id, label, keys: ways }) => (
                    <div
                      key={id}
                      data-key={id}
                      className="flex min-h-32 items-center gap-12 border-b border-border"
                    >
                      <dt className="min-w-0 flex-1">{label}</dt>
                      <dd className="flex gap-8">
                        <span className="sr-only">{ways.join(', ')}</span>
                        {ways.map((one) => (
                          <Kbd key={one} keys={one} />
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </section>
      ) : null}
      {sorted.length === 0 && keys.size === 0 ? (
        <p role="status" className="py-16 text-center text-base text-text-2">
          {say('help.nothing')}
        </p>
      ) : null}
    </div>
  );
}

function OneGuide({ guide: { lead, steps, command } }: { guide: Guide }) {
  const say = useWords();
  return (
    <div className="flex flex-col gap-16">
      <p className="text-md text-text-2">{say(lead)}</p>
      {command ? (
        <code className="rounded-control bg-sunken p-12 text-sm wrap-anywhere">{command}</code>
      ) : (
        <ol className="flex flex-col gap-8">
          {steps.map((step, at) => (
            <li key={JSON.stringify(step)} className="flex items-start gap-12 text-md">
              <span className="flex size-24 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm text-accent-text">
                {at + 1}
              </span>
              <StepWords step={step} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** What is wrong, missing or hard to find. It stays here: only the owners of this workspace read it. */
function Tell({ onDone }: { onDone: () => void }) {
  const say = useWords();
  const { pathname } = useLocation();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const send = async () => {
    setWorking(true);
    setProblem(undefined);
    try {
      await api.post('/help/notes', { text, page: pathname });
      toast(say('help.told'), { tone: 'good' });
      onDone();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setWorking(false);
    }
  };
  return (
    <Form onSubmit={() => void send()} problem={problem} aria-label={say('help.tell')}>
      <p className="flex items-start gap-8 text-base text-text-2">
        <Icon name="lock" className="mt-4" />
        {say('help.tell.words')}
      </p>
      <TextArea label={say('help.tell.text')} value={text} onChange={setText} autoFocus />
      <Button
        type="submit"
        variant="primary"
        className="self-end"
        isDisabled={text.trim() === ''}
        isWorking={isWorking}
      >
        {say('help.tell.do')}
      </Button>
    </Form>
  );
}
