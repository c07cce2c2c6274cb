import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { api } from '../../app/api.ts';
import { rememberVisit } from '../../app/recent.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Page, PageTitle } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

export function CompanyPage() {
  const { id } = useParams({ from: '/shell/companies/$id' });
  const { data } = useQuery({
    queryKey: ['company', id],
    queryFn: ({ signal }) => api.get<PartyView>(`/companies/${id}`, { signal }),
    throwOnError: true,
  });
  useEffect(() => {
    if (data) rememberVisit({ kind: 'company', id: data.id, name: data.name });
  }, [data]);
  if (!data) return <Skeleton shape="record" rows={6} />;
  return (
    <Page
      title={data.name}
      head={
        <div className="flex items-center gap-16">
          <Avatar name={data.name} kind="company" size={56} />
          <div className="flex min-w-0 flex-col gap-4">
            <PageTitle size="record">{data.name}</PageTitle>
            <span className="flex gap-4">
              {data.roles.map((role) => (
                <Badge key={role}>{role}</Badge>
              ))}
            </span>
          </div>
        </div>
      }
    >
      {null}
    </Page>
  );
}
