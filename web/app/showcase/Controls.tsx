import { useState } from 'react';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import {
  Checkbox,
  PasswordField,
  SearchField,
  SegmentedField,
  TextArea,
  TextField,
} from '../../ui/Field.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { Form } from '../../ui/Form.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { type IconName, icons } from '../../ui/icons.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { ComboBox, Select } from '../../ui/Select.tsx';
import { Tabs } from '../../ui/Tabs.tsx';

const longName = 'Dr. Maria-Theresia von und zu Hohenlohe-Waldenburg-Schillingsfürst';
const roles = [
  { id: 'customer', label: 'Customer', icon: 'star' as const },
  { id: 'prospect', label: 'Prospect', description: 'Has shown interest, has not bought' },
  { id: 'supplier', label: 'Supplier' },
];
const row = 'flex flex-wrap items-center gap-12';

export function Controls() {
  const [text, setText] = useState('Anna Gruber');
  const [search, setSearch] = useState('brandt');
  const [role, setRole] = useState<string | null>('customer');
  const [city, setCity] = useState<string | null>(null);
  const [size, setSize] = useState<'a' | 'b'>('a');
  const [date, setDate] = useState<Temporal.PlainDate | null>(null);
  const [kind, setKind] = useState<'all' | 'mail' | 'call'>('all');
  return (
    <>
      <Section title="Buttons">
        <div className={row}>
          <Button variant="primary">Save</Button>
          <Button variant="primary" icon="add" keys="Mod+Enter">
            Add person
          </Button>
          <Button>Secondary</Button>
          <Button variant="quiet" icon="filter" keys="F">
            Quiet
          </Button>
          <Button variant="danger" icon="remove">
            Erase for good
          </Button>
          <Button size="small">Small</Button>
          <IconButton icon="more" label="More" />
          <IconButton icon="close" label="Close" size="small" />
        </div>
        <div className={row}>
          <Button variant="primary" isDisabled>
            Disabled
          </Button>
          <Button isDisabled>Disabled</Button>
          <Button variant="primary" isWorking>
            Working
          </Button>
          <Button isWorking>Working</Button>
          <Button className="max-w-[200px]">
            Vereinbarung über die Auftragsverarbeitung herunterladen
          </Button>
        </div>
      </Section>
      <Section title="Fields">
        <div className="grid gap-16 tablet:grid-cols-2 desktop:grid-cols-3">
          <TextField
            label="Name"
            value={text}
            onChange={setText}
            description="As the person writes it"
          />
          <TextField
            label="E-mail"
            type="email"
            defaultValue="anna@"
            error="This is not an e-mail address."
            isRequired
          />
          <TextField label="Disabled" defaultValue="Cannot be changed" isDisabled />
          <PasswordField
            label="Password"
            autoComplete="new-password"
            defaultValue="a short sentence is enough"
          />
          <SearchField
            label="Search people"
            value={search}
            onChange={setSearch}
            className="self-end"
          />
          <TextField label="Amount" icon="tag" placeholder="0" />
          <Select label="Role" options={roles} value={role} onChange={setRole} />
          <Select
            label="Nothing chosen"
            options={roles}
            value={null}
            onChange={setRole}
            error="Choose a role."
          />
          <ComboBox
            label="City"
            placeholder="Type to find"
            options={['Graz', 'Linz', 'München', 'Kraków', 'Wien'].map((label) => ({
              id: label,
              label,
            }))}
            value={city}
            onChange={setCity}
          />
          <DateField label="Next contact" value={date} onChange={setDate} />
          <SegmentedField
            label="One of a few"
            value={size}
            onChange={setSize}
            options={[
              { id: 'a', label: 'Mine', icon: 'person' },
              { id: 'b', label: 'Everyone’s', icon: 'people' },
            ]}
          />
          <TextArea
            label="Note"
            rows={2}
            defaultValue={'Called Anna.\nShe asks for a longer guarantee.'}
          />
        </div>
        <div className={row}>
          <Checkbox defaultSelected>Checked</Checkbox>
          <Checkbox>Not checked</Checkbox>
          <Checkbox isIndeterminate>Some</Checkbox>
          <Checkbox isDisabled>Disabled</Checkbox>
        </div>
        <Form
          className="max-w-[400px]"
          aria-label="A form with a problem"
          onSubmit={() => undefined}
          problem="The server did not answer. What you typed is still here; try again."
        >
          <Button type="submit">Send</Button>
        </Form>
      </Section>
      <Section title="Small things">
        <div className={row}>
          <Badge>Neutral</Badge>
          <Badge tone="accent">Customer</Badge>
          <Badge tone="info" icon="info">
            Information
          </Badge>
          <Badge tone="good" icon="check">
            Kept
          </Badge>
          <Badge tone="warn" icon="clock">
            Due today
          </Badge>
          <Badge tone="bad" icon="alert">
            Late
          </Badge>
          <Badge tone="assume" icon="help">
            Assumed
          </Badge>
          <Kbd keys="Mod+K" />
          <Kbd keys="G P" />
          <Kbd keys="Shift+J" />
        </div>
        <div className={row}>
          {([20, 24, 32, 40, 56] as const).map((side) => (
            <Avatar key={side} name="Anna Gruber" size={side} />
          ))}
          {['Ben', 'Öztürk Çelik', '李小龍', longName, '+43 664 123'].map((name) => (
            <Avatar key={name} name={name} size={40} />
          ))}
          {['Brandt GmbH', 'Acme', '4711'].map((name) => (
            <Avatar key={name} name={name} kind="company" size={40} />
          ))}
        </div>
        <p className="flex max-w-[320px] items-center gap-8">
          <Avatar name={longName} />
          <span className="truncate">{longName}</span>
        </p>
        <FilterChips
          label="Kinds of activity"
          value={kind}
          onChange={setKind}
          options={[
            { id: 'all', label: 'All', count: 12_420 },
            { id: 'mail', label: 'E-mail', count: 12_001 },
            { id: 'call', label: 'Calls', count: 419 },
          ]}
        />
        <Tabs
          label="Parts of a person"
          tabs={[
            {
              id: 'timeline',
              label: 'Timeline',
              icon: 'list',
              count: 128,
              content: <p>What passed between us.</p>,
            },
            { id: 'facts', label: 'Facts', content: <p>What we know.</p> },
            { id: 'files', label: 'Files', content: <p>What was attached.</p> },
          ]}
        />
        <Card>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(96px,1fr))] gap-8">
            {(Object.keys(icons) as IconName[]).map((name) => (
              <li key={name} className="flex flex-col items-center gap-4 py-8 text-xs text-text-2">
                <Icon name={name} size={20} />
                {name}
              </li>
            ))}
          </ul>
        </Card>
      </Section>
    </>
  );
}
