/** Names of what is made, as numbers for Chance: each table's ids and decisions are independent. */
export const table = {
  users: 1,
  teams: 2,
  parties: 3,
  statements: 4,
  activities: 5,
  seenAddresses: 6,
  events: 7,
  companies: 8,
  people: 9,
  sizes: 10,
  shares: 11,
  conversations: 12,
  messages: 13,
} as const;
