import { useSession } from '../useSession.ts';
import { Purposes } from './Purposes.tsx';
import { Erasures, Requests } from './Requests.tsx';
import { Retention } from './Retention.tsx';

/** What people agreed to, how long we keep what, and what we do when somebody asks for their data. */
export default function Privacy() {
  const isOwner = useSession()?.user.level === 'owner';
  return (
    <div className="flex flex-col gap-32">
      <Purposes />
      <Retention isOwner={isOwner} />
      {isOwner ? (
        <>
          <Requests />
          <Erasures />
        </>
      ) : null}
    </div>
  );
}
