// The kinds this device has used of late, most often first: a clerk registers the same few all day.

const storageName = 'weicheng.recent_kinds';
const kept = 60;

function readAll(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(storageName) ?? '[]');
    return Array.isArray(found) ? found.filter((code): code is string => typeof code === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberKind(code: string): void {
  try {
    localStorage.setItem(storageName, JSON.stringify([code, ...readAll()].slice(0, kept)));
  } catch {
    // the picker then shows its kinds in the rulebook's order
  }
}

export function mostUsed(codes: string[], many: number): string[] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts.entries()].sort((a, b) => b[1] - a[1]).slice(0, many).map(([code]) => code);
}

export const recentKinds = (many = 6): string[] => mostUsed(readAll(), many);
