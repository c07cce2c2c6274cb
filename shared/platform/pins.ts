/** So many saved views find room in the sidebar. */
export const mostPins = 7;
