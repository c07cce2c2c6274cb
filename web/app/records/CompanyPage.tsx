import { useParams } from '@tanstack/react-router';
import { RecordScreen } from './RecordScreen.tsx';

export function CompanyPage() {
  const { id } = useParams({ from: '/shell/companies/$id' });
  return <RecordScreen kind="company" id={id} />;
}
