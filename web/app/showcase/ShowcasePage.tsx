import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { SegmentedField } from '../../ui/Field.tsx';
import { Page } from '../../ui/Page.tsx';
import { changeLook, useLook } from '../look.ts';
import { Controls } from './Controls.tsx';
import { Layers } from './Layers.tsx';
import { Lists } from './Lists.tsx';
import { Messages } from './Messages.tsx';

/** Every building block in its states, for eyes and for tests. Its words are samples, not messages. */
export function ShowcasePage() {
  const { theme, density } = useLook();
  const [mirrored, setMirrored] = useState(document.documentElement.dir === 'rtl');
  return (
    <main className="flex h-dvh flex-col">
      <Page
        title="Building blocks"
        actions={
          <Button
            icon="swap"
            aria-pressed={mirrored}
            onPress={() => {
              document.documentElement.dir = mirrored ? 'ltr' : 'rtl';
              setMirrored(!mirrored);
            }}
          >
            Mirror
          </Button>
        }
        toolbar={
          <div className="flex flex-wrap gap-16">
            <SegmentedField
              label="Theme"
              value={theme}
              onChange={(chosen) => changeLook({ theme: chosen })}
              options={[
                { id: 'system', label: 'System', icon: 'system' },
                { id: 'light', label: 'Light', icon: 'sun' },
                { id: 'dark', label: 'Dark', icon: 'moon' },
              ]}
            />
            <SegmentedField
              label="Density"
              value={density}
              onChange={(chosen) => changeLook({ density: chosen })}
              options={[
                { id: 'compact', label: 'Compact' },
                { id: 'normal', label: 'Normal' },
                { id: 'roomy', label: 'Roomy' },
              ]}
            />
          </div>
        }
      >
        <Controls />
        <Layers />
        <Messages />
        <Lists />
      </Page>
    </main>
  );
}
