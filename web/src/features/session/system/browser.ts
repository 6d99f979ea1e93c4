// A browser's long name for itself, as a person would say it.

const programs: [RegExp, string][] = [
  [/MicroMessenger\/(\d+)/, 'WeChat'],
  [/Edg\w*\/(\d+)/, 'Edge'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];
const mostLetters = 40;

/** "Chrome 128 · Windows"; what is not a browser keeps its own name. */
export function browserOf(agent: string): string {
  const program = programs.find(([pattern]) => pattern.test(agent));
  if (!program) return agent.slice(0, mostLetters);
  const system = systems.find(([pattern]) => pattern.test(agent));
  return [`${program[1]} ${program[0].exec(agent)?.[1] ?? ''}`, system?.[1]].filter(Boolean).join(' · ');
}
