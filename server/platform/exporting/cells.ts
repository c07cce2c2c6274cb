/** What a cell of a table can hold; a moment is told in the zone in which it is to be read. */
export type Cell =
  | string
  | number
  | boolean
  | null
  | Temporal.Instant
  | Temporal.PlainDate
  | Temporal.PlainDateTime;
