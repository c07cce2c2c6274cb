import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { DealingsView } from '../../../shared/interact/dealings/dealings.ts';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { useWords } from '../../ui/words.ts';
import { Contracts } from './Contracts.tsx';
import { MadeOffers } from './MadeOffers.tsx';
import { Offers } from './Offers.tsx';
import { Payments } from './Payments.tsx';
import { Promises } from './Promises.tsx';
import { dealingsQuery } from './queries.ts';
import { Staff } from './Staff.tsx';
import { Supplies } from './Supplies.tsx';

const PromiseDialog = onDemand(() => import('./PromiseDialog.tsx'));
const SupplyDialog = onDemand(() => import('./SupplyDialog.tsx'));
const OfferDialog = onDemand(() => import('./OfferDialog.tsx'));
const ContractDialog = onDemand(() => import('./ContractDialog.tsx'));
const PurchaseDialog = onDemand(() => import('./PurchaseDialog.tsx'));

const supplying = ['supplier', 'partner'];
const buying = ['customer', 'lead', 'prospect'];
const promising = [...supplying, 'customer'];

type Adding = 'promise' | 'supply' | 'offer' | 'purchase' | 'contract';

/** What lies between us and this party: what they supply, offer and are paid, and what was promised. */
export default function Dealings({ party }: { party: PartyView }) {
  const say = useWords();
  const { data } = useQuery(dealingsQuery(party.id));
  const [adding, setAdding] = useState<Adding | null>(null);
  const is = (roles: readonly string[]) => party.roles.some((role) => roles.includes(role));
  const isSupplier = is(supplying);
  const mayNote = data?.can.note ?? false;
  const mayEditSupplies = data?.can.editSupplies ?? false;
  const group = say('identify.keys.record');
  const key = (
    kind: Exclude<Adding, 'contract'>,
    keys: 'P' | 'Shift+S' | 'Shift+O' | 'Shift+I',
    may: boolean,
  ) => ({
    id: `record.${kind}`,
    keys,
    label: say(`dealings.${kind}.add`),
    group,
    isDisabled: !may,
    run: () => setAdding(kind),
  });
  useShortcuts([
    key('promise', 'P', mayNote),
    key('supply', 'Shift+S', isSupplier && mayEditSupplies),
    key('offer', 'Shift+O', isSupplier && mayNote),
    key('purchase', 'Shift+I', isSupplier && mayNote),
  ]);
  if (!data) return null;
  const { promises, supplies, offers, made, purchases, contracts, paid } = data;
  const partyId = party.id;
  const currency = usualCurrency(data);
  const close = () => setAdding(null);
  return (
    <>
      {party.kind === 'person' && is(['staff']) ? <Staff party={party} /> : null}
      {isSupplier || supplies.length > 0 ? (
        <Supplies
          {...{ partyId, supplies, currency }}
          mayEdit={mayEditSupplies}
          onAdd={() => setAdding('supply')}
        />
      ) : null}
      {isSupplier || offers.length > 0 ? (
        <Offers {...{ partyId, offers, currency, mayNote }} onAdd={() => setAdding('offer')} />
      ) : null}
      {is(buying) || made.length > 0 ? (
        <MadeOffers {...{ partyId, currency, mayNote }} offers={made} />
      ) : null}
      {isSupplier || purchases.length > 0 ? (
        <Payments
          {...{ partyId, purchases, paid, currency, mayNote }}
          onAdd={() => setAdding('purchase')}
        />
      ) : null}
      {is(promising) || contracts.length > 0 ? (
        <Contracts
          {...{ partyId, contracts }}
          mayEdit={mayEditSupplies}
          onAdd={() => setAdding('contract')}
        />
      ) : null}
      {is(promising) || promises.length > 0 ? (
        <Promises {...{ party, promises, mayNote }} onAdd={() => setAdding('promise')} />
      ) : null}
      {adding === 'promise' ? <PromiseDialog partyId={partyId} onClose={close} /> : null}
      {adding === 'supply' ? <SupplyDialog {...{ partyId, currency }} onClose={close} /> : null}
      {adding === 'offer' ? <OfferDialog {...{ partyId, currency }} onClose={close} /> : null}
      {adding === 'contract' ? <ContractDialog partyId={partyId} onClose={close} /> : null}
      {adding === 'purchase' ? <PurchaseDialog {...{ partyId, currency }} onClose={close} /> : null}
    </>
  );
}

/** The one in which something is written down of this party already. */
function usualCurrency({ supplies, offers, made, purchases }: DealingsView): string {
  const known = [...made, ...purchases, ...offers, ...supplies].find(({ price }) => price);
  return known?.price?.currency ?? 'EUR';
}
