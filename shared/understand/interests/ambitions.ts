/** How close one means to come to somebody; nothing prompts beyond it. */
export const ambitions = ['weather', 'common ground', 'trusted', 'close'] as const;
export type Ambition = (typeof ambitions)[number];
