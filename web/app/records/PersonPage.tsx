import { useParams } from '@tanstack/react-router';
import { RecordScreen } from './RecordScreen.tsx';

export function PersonPage() {
  const { id } = useParams({ from: '/shell/people/$id' });
  return <RecordScreen kind="person" id={id} />;
}
