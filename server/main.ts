import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { buildApp } from './app.ts';
import { workOnBulkActs } from './identify/bulk/work.ts';
import { workOnDuplicates } from './identify/duplicates/work.ts';
import { replayErasures } from './identify/privacy/replaying.ts';
import { workOnGuests } from './interact/booking/telling.ts';
import { workOnSpreading } from './interact/captured/spreading.ts';
import { workOnDigests } from './interact/digest/work.ts';
import { workOnHandovers } from './interact/handovers/work.ts';
import { workOnSending } from './interact/sending/work.ts';
import { workOnReminders } from './interact/tasks/reminding.ts';
import { workOnAudit } from './platform/audit/work.ts';
import { workOnBackups } from './platform/backup/automatic.ts';
import { upgrade } from './platform/backup/upgrading.ts';
import { readConfig } from './platform/config/config.ts';
import { workOnConnections } from './platform/connections/work.ts';
import { openGround } from './platform/database/ground.ts';
import { workOnArchives } from './platform/exporting/archiving.ts';
import { Failure } from './platform/failure.ts';
import { openHouse } from './platform/house.ts';
import { serveApp } from './platform/http/serving.ts';
import { workOnImports } from './platform/import/work.ts';
import { prepareJobs } from './platform/jobs/jobs.ts';
import { workOnUpkeep } from './upkeep.ts';

/** Starts the server: database, migrations, house, doors; resolves when it has been told to stop. */
export async function main(): Promise<void> {
  const config = readConfig();
  const log = pino(
    { level: process.env.RAPPORT_LOG ?? 'warn' },
    pino.destination({ dest: 2, sync: true }),
  );
  const stopped = Promise.withResolvers<Error | undefined>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => stopped.resolve(undefined));
  }
  const ground = await openGround(config, log);
  try {
    await upgrade(ground.owner, config);
    await prepareJobs(ground.owner);
    const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}`;
    const house = await openHouse(
      ground.serving,
      config,
      config.publicUrl ?? `${address}:${config.port}`,
      log,
    );
    // Before anybody can sign in.
    await replayErasures(house);
    const app = buildApp(house);
    await workOnImports(house);
    workOnArchives(house);
    await workOnBulkActs(house);
    await workOnUpkeep(house);
    await workOnBackups(house);
    workOnDuplicates(house);
    workOnHandovers(house);
    workOnReminders(house);
    workOnGuests(house);
    workOnDigests(house);
    workOnSending(house);
    await workOnAudit(house);
    workOnConnections(house);
    workOnSpreading(house);
    const server = serveApp(app, { hostname: config.host, port: config.port });
    server.on('error', (error: NodeJS.ErrnoException) =>
      stopped.resolve(explain(error, config.port)),
    );
    server.on('listening', () => {
      const { port } = server.address() as AddressInfo;
      ground.announce(`${address}:${port}`);
      console.log(
        `Rapport is ready at ${config.publicUrl ?? `${address}:${port}`} (${ground.where})`,
      );
    });
    void ground.lost.then((failure) => stopped.resolve(failure));
    const failure = await stopped.promise;
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    await house.close();
    if (failure) throw failure;
  } finally {
    await ground.close();
  }
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Failure(
    `Port ${port} is taken by another program. Nothing was changed. Stop that one, or choose another port: PORT=${port + 1} npm start`,
  );
}
