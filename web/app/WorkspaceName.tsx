import { Avatar } from '../ui/Avatar.tsx';

interface NameProps {
  name: string;
  isRail: boolean;
}

export function WorkspaceWords({ name, isRail }: NameProps) {
  return (
    <span className="flex min-w-0 flex-1 items-center gap-8 text-start">
      <Avatar name={name} kind="company" size={24} />
      {isRail ? null : <strong className="truncate font-semibold">{name}</strong>}
    </span>
  );
}

/** Where one is, as long as there is nowhere else to go. */
export function WorkspaceName(props: NameProps) {
  return (
    <div className={props.isRail ? 'flex min-h-control items-center' : 'flex min-h-control px-4'}>
      <WorkspaceWords {...props} />
    </div>
  );
}
