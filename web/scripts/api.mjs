// Writes src/api/generated/types.gen.ts from api/openapi.json, which the server writes (`weicheng openapi`).
// With --check nothing is changed: it fails when what is checked in differs from what would be written.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const input = here('../../api/openapi.json');
const kept = here('../src/api/generated');
const checking = process.argv.includes('--check');

if (!existsSync(input)) {
  console.error('api/openapi.json is missing: build the server and run "build/release/weicheng openapi > api/openapi.json"');
  process.exit(1);
}
const output = checking ? mkdtempSync(join(tmpdir(), 'weicheng-api-')) : kept;
await createClient({
  input,
  output: { path: output, clean: true },
  plugins: [{ name: '@hey-api/typescript', enums: false }],
  logs: { level: 'warn' },
});
if (checking) {
  const file = 'types.gen.ts';
  const same = existsSync(join(kept, file)) && readFileSync(join(output, file), 'utf8') === readFileSync(join(kept, file), 'utf8');
  rmSync(output, { recursive: true });
  if (!same) {
    console.error('src/api/generated differs from api/openapi.json: run "npm run api" and commit the result');
    process.exit(1);
  }
  console.log('src/api/generated agrees with api/openapi.json');
}
