/** Numbers begin anew in other systems and years; and a list may tell the day of the invoice, in its own zone. */
export const sameOrderHours = 48;

export const isNear = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  Math.abs(one.since(other).total('hours')) <= sameOrderHours;
