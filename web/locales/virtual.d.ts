// Written by the plugin in catalogues.ts while building: `virtual:messages/<language>` and `…/<room>`.
declare module 'virtual:messages/*' {
  export const messages: import('@lingui/core').Messages;
}

declare module 'virtual:messages' {
  type Catalogue = () => Promise<{ messages: import('@lingui/core').Messages }>;
  type Catalogues = Record<import('./language.ts').LanguageChoice, Catalogue>;

  /** The words of every visit. */
  export const catalogues: Catalogues;
  export const rooms: Record<import('./catalogues.ts').RoomOnDemand, Catalogues>;
}
