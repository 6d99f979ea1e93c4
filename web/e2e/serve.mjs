// serve.mjs PORT[,PORT…] sqlite|postgres: a fresh demo county in a temporary folder, served until this process is told to stop.
// Several ports are as many servers over the one database and folder, each with a node number of its own.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const [ports, store] = process.argv.slice(2);
const program = process.env.WEICHENG_PROGRAM ?? fileURLToPath(new URL('../../build/release/weicheng', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'weicheng-e2e-'));
const data = join(folder, 'data');
const to = store === 'postgres' ? ['--db', freshDatabase()] : [];
const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };

function freshDatabase() {
  const cluster = new URL(process.env.WEICHENG_TEST_POSTGRES);
  const name = `weicheng_e2e_${process.pid}`;
  const made = spawnSync('psql', [cluster.href, '-qc', `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`], { stdio: 'inherit' });
  if (made.status !== 0) throw new Error('the database could not be made');
  cluster.pathname = `/${name}`;
  return cluster.href;
}

async function answers(port) {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await wait(100);
  }
}

const servers = [];
const stopAll = () => servers.forEach((server) => server.kill('SIGTERM'));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stopAll);

/** When one ends, for whatever reason, all do, and the folder goes with the last. */
function ended(code) {
  process.exitCode ||= code ?? 0;
  stopAll();
  if (servers.every((server) => server.exitCode !== null || server.signalCode !== null)) {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  }
}

const demo = spawnSync(program, ['demo', '--data', data, '--cases', '60', '--seed', '7', ...to], quiet);
if (demo.status !== 0) throw new Error('the demo county could not be made');
for (const [index, port] of ports.split(',').entries()) {
  const server = spawn(program, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, '--node', String(index + 1), ...to], quiet);
  servers.push(server);
  server.on('exit', ended);
  await answers(port);
}
