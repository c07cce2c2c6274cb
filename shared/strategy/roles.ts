/** What a party can be to us (product.md); a workspace adds its own beside these. */
export const roles = [
  'prospect',
  'lead',
  'customer',
  'former customer',
  'supplier',
  'partner',
  'staff',
  'advocate',
  'press',
  'competitor',
  'other',
] as const;
export type Role = (typeof roles)[number];
