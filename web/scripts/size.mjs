// Holds the first load of each entry to its budget: gzipped JavaScript of the page, of everything it
// imports at once, and of the first screen it opens. Run after `npm run build`.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const entries = [
  { name: 'desk', folder: 'admin', base: '/admin/', budget: 480, screens: ['DeskShell', 'TodayPage'] },
  { name: 'public', folder: 'p', base: '/p/', budget: 130, screens: ['HomeScreen', 'HomePage'] },
];

/** The files a script imports without waiting; dynamic imports are left out. */
function importsOf(text) {
  const found = [];
  for (const match of text.matchAll(/(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w*{}\s,$]+?\s*from\s*)?["'](\.[^"']+\.js)["']/g)) {
    found.push(match[1]);
  }
  return found;
}

function closure(starts) {
  const seen = new Set();
  const todo = [...starts];
  while (todo.length > 0) {
    const file = todo.pop();
    if (seen.has(file) || !existsSync(file)) continue;
    seen.add(file);
    for (const next of importsOf(readFileSync(file, 'utf8'))) todo.push(resolve(dirname(file), next));
  }
  return seen;
}

function startsOf({ folder, base, screens }) {
  const html = readFileSync(join(dist, folder, 'index.html'), 'utf8');
  const starts = [];
  for (const match of html.matchAll(/(?:src|href)="([^"]+\.js)"/g)) starts.push(join(dist, folder, match[1].slice(base.length)));
  for (const start of starts.slice()) {
    const text = readFileSync(start, 'utf8');
    for (const match of text.matchAll(/import\(["'`](\.[^"'`]+\.js)["'`]\)/g)) {
      if (screens.some((name) => match[1].includes(name))) starts.push(resolve(dirname(start), match[1]));
    }
  }
  return starts;
}

let failed = 0;
for (const entry of entries) {
  if (!existsSync(join(dist, entry.folder, 'index.html'))) {
    console.error(`${entry.name}: not built; run "npm run build" first`);
    failed += 1;
    continue;
  }
  const files = closure(startsOf(entry));
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  const kib = bytes / 1024;
  const fits = kib <= entry.budget;
  console.log(`${entry.name}: ${kib.toFixed(1)} KiB of ${entry.budget} KiB gzipped JavaScript on first load (${files.size} files)${fits ? '' : ' TOO LARGE'}`);
  if (!fits) failed += 1;
}
process.exit(failed > 0 ? 1 : 0);
