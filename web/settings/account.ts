import { queryOptions } from '@tanstack/react-query';
import { type PasswordProblem, passwordProblem } from '../../shared/platform/passwords.ts';
import type { DeviceSession, PasswordChangeInput } from '../../shared/platform/sign-in.ts';
import type {
  InvitationInput,
  OpenInvitation,
  TokenInput,
  TokenView,
  UserChange,
  UserView,
} from '../../shared/platform/team.ts';
import type {
  OwnChange,
  TeamInput,
  TeamView,
  WorkspaceChange,
} from '../../shared/platform/workspace.ts';
import { api } from '../app/api.ts';
import type { MessageId } from '../locales/ids.ts';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => {
    const all = await api.get<DeviceSession[]>('/api/auth/list-sessions', { signal });
    return all.sort((one, other) => Number(other.isThis) - Number(one.isThis));
  },
});

export const revokeSession = (id: string) => api.post('/api/auth/revoke-session', { id });
export const revokeOtherSessions = () => api.post('/api/auth/revoke-other-sessions');
export const changePassword = (change: PasswordChangeInput) =>
  api.post('/api/auth/change-password', change);
export const changeOwn = (change: OwnChange) => api.patch('/session', change);
export const changeWorkspace = (change: WorkspaceChange) => api.patch('/workspace', change);

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => api.get<{ rows: UserView[] }>('/users', { signal }),
});
export const changeUser = (id: string, change: UserChange) => api.patch(`/users/${id}`, change);

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) => api.get<{ rows: OpenInvitation[] }>('/invitations', { signal }),
});
export const invite = (input: InvitationInput) =>
  api.post<OpenInvitation & { link: string }>('/invitations', input);
export const withdrawInvitation = (id: string) => api.delete(`/invitations/${id}`);

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: ({ signal }) => api.get<{ rows: TeamView[] }>('/teams', { signal }),
});
export const createTeam = (input: TeamInput) => api.post<{ id: string }>('/teams', input);
export const renameTeam = (id: string, input: TeamInput) => api.patch(`/teams/${id}`, input);
export const removeTeam = (id: string) => api.delete(`/teams/${id}`);
export const joinTeam = (id: string, userId: string) => api.put(`/teams/${id}/users/${userId}`, {});
export const leaveTeam = (id: string, userId: string) => api.delete(`/teams/${id}/users/${userId}`);

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => api.get<{ rows: TokenView[] }>('/tokens', { signal }),
});
export const createToken = (input: TokenInput) =>
  api.post<TokenView & { token: string }>('/tokens', input);
export const revokeToken = (id: string) => api.delete(`/tokens/${id}`);

const passwordWords: Record<PasswordProblem, MessageId> = {
  too_short: 'settings.password.tooShort',
  too_long: 'settings.password.tooLong',
  too_common: 'settings.password.tooCommon',
  too_personal: 'settings.password.tooPersonal',
};

/** What the form itself can see of a password; the server looks again. */
export function passwordComplaint(password: string, about: string[]): MessageId | null {
  const problem = passwordProblem(password, about);
  return problem && passwordWords[problem];
}
