// Written by the plugin in catalogues.ts while building.
declare module 'virtual:messages/en' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/en/strategy' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/de/strategy' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/pseudo/strategy' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/de' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/pseudo' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/en/privacy' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/de/privacy' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/pseudo/privacy' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/en/capture' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/de/capture' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/pseudo/capture' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/en/help' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/de/help' {
  export const messages: import('@lingui/core').Messages;
}
declare module 'virtual:messages/pseudo/help' {
  export const messages: import('@lingui/core').Messages;
}
