import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { asActor, asHouse, type UserActor } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import type { House } from '../../platform/house.ts';
import { PartyNotFound } from '../parties/errors.ts';
import { findStanding } from '../parties/parties.ts';
import { findPerson } from './person.ts';
import { roomsWithPersonalData } from './registry.ts';

/**
 * Everything that is held about somebody, as one archive (GDPR, Articles 15 and 20): of all records that are
 * them, also of what colleagues keep for themselves, because the law asks the company and not each of its
 * people. Owners alone make one, and it is told to the history of the person, for everybody who sees them.
 */
export async function disclosePerson(
  house: House,
  actor: UserActor,
  asked: string,
  language: 'en' | 'de',
): Promise<{ name: string; stream: ReadableStream }> {
  const { db, files } = house;
  const { person, name } = await asActor(db, actor, async (transaction) => {
    const party = await findStanding(transaction, 'person', asked);
    if (!party) throw new PartyNotFound();
    await record(transaction, {
      subject: 'person',
      subjectId: party.id,
      audience: party.audience,
      verb: 'disclosed',
    });
    const found = await asHouse(transaction, (own) => findPerson(own, [party.id]));
    return { person: found, name: party.name };
  });
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  let adding: Readable | undefined;
  // Whoever asked has gone: what is being read for them ends too.
  output.once('close', () => adding?.destroy());
  const fill = asActor(
    db,
    actor,
    (transaction) =>
      asHouse(transaction, async (own) => {
        const said: string[] = [];
        for (const room of roomsWithPersonalData()) {
          for await (const { name: path, content, about } of room.disclose?.(own, person, files) ??
            []) {
            adding = Readable.from(content, { objectMode: false });
            zip.addReadStream(adding, path);
            await finished(adding, { writable: false });
            if (about) said.push(`${path}\r\n  ${about[language]}`);
          }
        }
        zip.addBuffer(Buffer.from(`\ufeff${readme(language, name, said)}`), 'README.txt');
        zip.end();
      }),
    1,
    'read only',
  );
  fill.catch((error: Error) => output.destroy(error));
  return { name, stream: Readable.toWeb(output) as ReadableStream };
}

const heads = {
  en: {
    title: (name: string) => `What we hold about ${name}`,
    lead: 'Every file is text that people and programs can read (JSON, UTF-8). Of other people it holds no more than what belongs to you: who took part in what you took part in.',
  },
  de: {
    title: (name: string) => `Was wir über ${name} gespeichert haben`,
    lead: 'Jede Datei ist Text, den Menschen und Programme lesen können (JSON, UTF-8). Über andere steht darin nur, was zu Ihnen gehört: wer an etwas beteiligt war, an dem Sie beteiligt waren.',
  },
};

function readme(language: 'en' | 'de', name: string, said: string[]): string {
  const { title, lead } = heads[language];
  return [title(name), Temporal.Now.plainDateISO().toString(), '', lead, '', ...said, ''].join(
    '\r\n',
  );
}
