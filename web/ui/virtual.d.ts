// Written by the plugin in sprite.ts while building.
declare module 'virtual:icons' {
  /** Where the file of all pictures is. */
  export const pictures: string;
}
