import { Purposes } from './Purposes.tsx';

/** What people agreed to, how long we keep what, and what we do when somebody asks for their data. */
export default function Privacy() {
  return <Purposes />;
}
