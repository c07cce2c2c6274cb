/** Where somebody of this kind is offered in the sidebar, as a list of people or of companies. */
export const sidebarPlaces = ['none', 'people', 'companies'] as const;
export const channels = ['any', 'email', 'call', 'meeting'] as const;
export const audiences = ['everyone', 'team', 'private'] as const;
export const outcomes = ['open', 'won', 'lost'] as const;
