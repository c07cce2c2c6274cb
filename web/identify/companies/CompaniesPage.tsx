import { PartiesPage } from '../list/PartiesPage.tsx';

export function CompaniesPage() {
  return <PartiesPage kind="company" />;
}
