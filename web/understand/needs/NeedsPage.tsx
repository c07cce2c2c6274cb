import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type NeedView,
  type OfferingsView,
  type OfferingView,
  sameNeeds,
} from '../../../shared/understand/needs.ts';
import { api } from '../../app/api.ts';
import { Loaded } from '../../settings/Loaded.tsx';
import { Row, Rows } from '../../settings/Rows.tsx';
import { Button, buttonClass, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Card, Page, Section } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';
import { NeedLine } from './NeedLine.tsx';
import { type Done, offeringsQuery, unmetQuery, useNeedActFromMenu } from './queries.ts';

const OfferingDialog = onDemand(() => import('./OfferingDialog.tsx'));

/** What do people need that we do not offer yet, and what do we offer? */
export function NeedsPage() {
  const say = useWords();
  const unmet = useQuery(unmetQuery);
  const offerings = useQuery(offeringsQuery);
  return (
    <Page
      title={say('app.nav.needs')}
      width="reading"
      actions={
        <Link to="/who" className={buttonClass()}>
          <Icon name="people" />
          {say('app.nav.who')}
        </Link>
      }
    >
      <Section title={say('needs.unmet')}>
        <p className="text-text-2">{say('needs.unmet.lead')}</p>
        <Loaded query={unmet}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState icon="check" title={say('needs.unmet.noneTitle')}>
                {say('needs.unmet.none')}
              </EmptyState>
            ) : (
              <ul className="flex flex-col gap-8" aria-label={say('needs.unmet')}>
                {sameNeeds(rows).map((several) => (
                  <li key={several[0]!.id}>
                    <Unmet needs={several} />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Section>
      <Loaded query={offerings}>{(view) => <Offerings view={view} />}</Loaded>
    </Page>
  );
}

/** The same need of one or several people. */
function Unmet({ needs }: { needs: readonly NeedView[] }) {
  const say = useWords();
  return (
    <Card>
      <div className="flex flex-col gap-12">
        {needs.length > 1 ? (
          <p className="text-sm font-medium">{say('needs.several', { count: needs.length })}</p>
        ) : null}
        {needs.map((need) => (
          <NeedLine
            key={need.id}
            need={need}
            head={
              <Link
                to={need.party.kind === 'person' ? '/people/$id' : '/companies/$id'}
                params={{ id: need.party.id }}
                className="self-start text-sm font-medium wrap-anywhere"
              >
                <bdi>{need.party.name}</bdi>
              </Link>
            }
          />
        ))}
      </div>
    </Card>
  );
}

function Offerings({ view: { rows, can } }: { view: OfferingsView }) {
  const say = useWords();
  const act = useNeedActFromMenu();
  const [editing, setEditing] = useState<OfferingView | 'new' | null>(null);
  return (
    <Section
      title={say('needs.offerings')}
      actions={
        can.edit ? (
          <Button icon="add" onPress={() => setEditing('new')}>
            {say('needs.offering.add')}
          </Button>
        ) : null
      }
    >
      {rows.length === 0 ? (
        <p className="text-text-2">{say('needs.offerings.none')}</p>
      ) : (
        <Rows>
          {rows.map((offering) => (
            <Row
              key={offering.id}
              title={<span className="min-w-0 wrap-anywhere">{offering.name}</span>}
              words={offering.meets}
            >
              {can.edit ? (
                <>
                  <IconButton
                    icon="edit"
                    label={say('needs.offering.change', { name: offering.name })}
                    onPress={() => setEditing(offering)}
                  />
                  <IconButton
                    icon="remove"
                    label={say('needs.offering.remove', { name: offering.name })}
                    onPress={() =>
                      act(
                        () =>
                          api.delete<Done>(
                            `/offerings/${offering.id}?version=${String(offering.version)}`,
                          ),
                        say('needs.offering.removed'),
                      )
                    }
                  />
                </>
              ) : null}
            </Row>
          ))}
        </Rows>
      )}
      {editing ? (
        <OfferingDialog
          {...(editing === 'new' ? {} : { offering: editing })}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Section>
  );
}
