import { PartiesPage } from '../list/PartiesPage.tsx';

export function PeoplePage() {
  return <PartiesPage kind="person" />;
}
