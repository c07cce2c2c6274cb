import { RelationshipPage } from './RelationshipPage.tsx';

export function SuppliersPage() {
  return <RelationshipPage listed="supplier" />;
}

export function PartnersPage() {
  return <RelationshipPage listed="partner" />;
}

export function StaffPage() {
  return <RelationshipPage listed="staff" />;
}
