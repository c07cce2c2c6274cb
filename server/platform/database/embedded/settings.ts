import os from 'node:os';

/** Where clients reach the cluster: a socket in a folder, or a port of the loopback address. */
export type Door = { socketFolder: string } | { port: number };

/** A socket's whole path must fit into 107 bytes, on some systems into less. */
export const longestSocketPath = 103;

const mebibyte = 2 ** 20;

/** What this process may use: the machine, or the limit of the container around it. */
function availableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}

const between = (least: number, value: number, most: number) =>
  Math.round(Math.min(Math.max(value, least), most));

/**
 * Settings given on the command line, where no file in the cluster can overrule them. Small on
 * purpose: the operating system's cache serves the embedded database well, and server and database
 * together stay below 300 MB at rest. Whoever needs more runs a PostgreSQL server.
 */
export function settings(
  door: Door,
  major: number,
  memory = availableMemory() / mebibyte,
): Record<string, string> {
  return {
    ...('socketFolder' in door
      ? {
          listen_addresses: '',
          unix_socket_directories: door.socketFolder,
          unix_socket_permissions: '0700',
          port: '5432',
        }
      : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(door.port) }),
    // Only pages that are used take memory, and a company of some size uses all; with half as much an import reads its
    // own indexes again and again.
    shared_buffers: `${between(16, memory / 32, 192)}MB`,
    effective_cache_size: `${between(64, memory / 2, 65_536)}MB`,
    work_mem: `${between(2, memory / 256, 16)}MB`,
    maintenance_work_mem: `${between(16, memory / 32, 128)}MB`,
    // Readers beside the statements came with PostgreSQL 18; one does for one disk.
    ...(major >= 18 && { io_workers: '1' }),
    max_connections: '60',
    fsync: 'on',
    full_page_writes: 'on',
    // Nothing is replicated from here; the process for it would only take memory.
    max_logical_replication_workers: '0',
    // Statements are short; compiling them to machine code costs more than it saves.
    jit: 'off',
    // The disks of today read at random almost as fast as in a row.
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_destination: 'stderr',
    logging_collector: 'off',
    // Errors of statements are the server's to tell; here they would leave personal data in a file.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    cluster_name: 'rapport',
  };
}
