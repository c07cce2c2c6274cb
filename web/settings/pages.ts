export const settingsPages = [
  'me',
  'interests',
  'learnt',
  'team',
  'fields',
  'tags',
  'interest-nodes',
  'tokens',
  'hooks',
  'forms',
  'booking',
  'company',
  'connections',
  'capture-rules',
  'writing',
  'privacy',
  'data',
  'audit',
  'about',
] as const;
export type SettingsPageId = (typeof settingsPages)[number];

export const isSettingsPage = (page: string): page is SettingsPageId =>
  settingsPages.some((known) => known === page);
