/** How far a command is, for whoever watches: a line redrawn on a terminal, else a line now and then. */
export interface Progress {
  /** `text` for people; `data` for the scripts that asked for --json. */
  show(text: string, data: object): void;
  /** Ends the redrawn line, so that what follows stands on its own. */
  end(): void;
}

/** A log that nobody watches needs no line every second. */
const plainEvery = 5_000;

export function openProgress({
  json,
  stream = process.stderr,
}: {
  json: boolean;
  stream?: NodeJS.WriteStream;
}): Progress {
  let shown = '';
  let next = 0;
  return {
    show(text, data) {
      if (json) {
        const line = JSON.stringify({ progress: data });
        if (line !== shown) console.log(line);
        shown = line;
      } else if (stream.isTTY) {
        const fitting = text.slice(0, Math.max(20, stream.columns - 1));
        stream.write(`\r\x1b[2K${fitting}`);
        shown = fitting;
      } else if (performance.now() >= next && text !== shown) {
        stream.write(`${text}\n`);
        shown = text;
        next = performance.now() + plainEvery;
      }
    },
    end() {
      if (!json && stream.isTTY && shown) stream.write('\r\x1b[2K');
      shown = '';
    },
  };
}
