import { sessionQuery } from '../app/session.ts';
import { Checkbox } from '../ui/Field.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { changeWorkspace } from './account.ts';
import { TopicSection } from './TopicSection.tsx';
import { useAct } from './useAct.ts';

/** Whether what is exactly the same twice is merged without anybody being asked. */
export function ExactDuplicates({ isOn, isOwner }: { isOn: boolean; isOwner: boolean }) {
  const say = useWords();
  const change = useAct((mergesExact: boolean) => changeWorkspace({ mergesExact }), {
    renews: [sessionQuery.queryKey],
    done: (_, mergesExact) => ({
      text: say('settings.saved'),
      undo: () => changeWorkspace({ mergesExact: !mergesExact }),
    }),
  });
  return (
    <TopicSection topic="exact">
      <Card className="flex flex-col gap-8">
        {isOwner ? (
          <Checkbox
            isSelected={change.isPending ? change.variables : isOn}
            onChange={(on) => change.mutate(on)}
          >
            {say('settings.exact.on')}
          </Checkbox>
        ) : (
          <p>{say(isOn ? 'settings.exact.isOn' : 'settings.exact.isOff')}</p>
        )}
        <p className="text-sm text-text-2">{say('settings.exact.words')}</p>
      </Card>
    </TopicSection>
  );
}
