// Written by the plugin in catalogues.ts while building: `virtual:messages/<language>` and `…/<room>`.
declare module 'virtual:messages/*' {
  export const messages: import('@lingui/core').Messages;
}
