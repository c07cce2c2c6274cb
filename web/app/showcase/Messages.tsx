import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

export function Messages() {
  return (
    <>
      <Section title="Notices">
        <Notice tone="info" title="Two mailboxes hold the same mail">
          Each message appears once.
        </Notice>
        <Notice tone="good">All 1 204 people were imported.</Notice>
        <Notice
          tone="warn"
          title="12 lines need a look"
          actions={<Button size="small">Show them</Button>}
        >
          They were kept beside the file and can be corrected.
        </Notice>
        <Notice tone="bad" title="The file could not be read">
          It ends in the middle of a message. The 9 870 messages before it were imported; bring the
          file again to continue.
        </Notice>
      </Section>
      <Section title="Progress and files">
        <Card className="flex flex-col gap-16">
          <ProgressBar
            label="2024-archive.mbox"
            value={4210}
            max={9870}
            detail="4 210 of 9 870 messages"
          />
          <ProgressBar label="contacts.csv" value={100} tone="good" />
          <ProgressBar
            label="A file with a very long name that nobody could have foreseen, least of all the one who saved it.vcf"
            isIndeterminate
          />
        </Card>
        <FileDrop
          label="Drop files here"
          description="Mailboxes, contacts, calendars and tables; also in zip or tar.gz."
          onFiles={() => undefined}
        />
      </Section>
      <Section title="Empty and waiting">
        <div className="grid gap-16 desktop:grid-cols-2">
          <Card>
            <EmptyState
              icon="people"
              title="Nobody here yet"
              action={<Button variant="primary">Import files</Button>}
              link={<Button variant="quiet">Add by hand</Button>}
            >
              Everyone you deal with, each with one story.
            </EmptyState>
          </Card>
          <Card>
            <Skeleton shape="record" rows={4} label="Reading the timeline of Anna Gruber." />
          </Card>
        </div>
      </Section>
    </>
  );
}
