// serve.mjs PORT sqlite|postgres: a fresh demo county in a temporary folder, served until this process is told to stop.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [port, store] = process.argv.slice(2);
const program = fileURLToPath(new URL('../../build/release/weicheng', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'weicheng-e2e-'));
const data = join(folder, 'data');
const to = store === 'postgres' ? ['--db', freshDatabase()] : [];

function freshDatabase() {
  const cluster = new URL(process.env.WEICHENG_TEST_POSTGRES);
  const name = `weicheng_e2e_${process.pid}`;
  const made = spawnSync('psql', [cluster.href, '-qc', `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`], { stdio: 'inherit' });
  if (made.status !== 0) throw new Error('the database could not be made');
  cluster.pathname = `/${name}`;
  return cluster.href;
}

const demo = spawnSync(program, ['demo', '--data', data, '--cases', '60', '--seed', '7', ...to], { stdio: ['ignore', 'ignore', 'inherit'] });
if (demo.status !== 0) throw new Error('the demo county could not be made');
const server = spawn(program, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, ...to], { stdio: ['ignore', 'ignore', 'inherit'] });
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill('SIGTERM'));
server.on('exit', (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 0);
});
