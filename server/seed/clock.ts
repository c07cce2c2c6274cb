/** Moments of a seed are so many seconds before its "now": another day gives the same rows, moved along. */
export class Clock {
  readonly #now: number;
  readonly #days = new Map<number, string>();

  constructor(now: Temporal.Instant) {
    // Whole days, so that times of day stay what they were.
    this.#now = Math.floor(now.epochMilliseconds / 86_400_000) * 86_400;
  }

  instant(secondsAgo: number): string {
    const seconds = this.#now - secondsAgo;
    const day = Math.floor(seconds / 86_400);
    let date = this.#days.get(day);
    if (date === undefined) {
      date = Temporal.Instant.fromEpochMilliseconds(day * 86_400_000)
        .toString()
        .slice(0, 10);
      this.#days.set(day, date);
    }
    const time = seconds - day * 86_400;
    return `${date}T${two(Math.floor(time / 3_600))}:${two(Math.floor(time / 60) % 60)}:${two(time % 60)}Z`;
  }

  date(secondsAgo: number): string {
    return this.instant(secondsAgo).slice(0, 10);
  }
}

const two = (number: number) => (number < 10 ? `0${number}` : String(number));
