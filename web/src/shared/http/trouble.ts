import type { FieldProblem, Problem } from '@/api/types';

/** What the screen shows when a request fails: what happened, why, what to do, and a code to quote. */
export class Trouble extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly fields: FieldProblem[];
  readonly requestId: string | null;
  readonly incident: string | null;
  readonly current: unknown;
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem, retryAfterSeconds: number | null = null) {
    super(problem.detail || problem.title);
    this.name = 'Trouble';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.fields = problem.errors ?? [];
    this.requestId = problem.request_id ?? null;
    this.incident = problem.incident === undefined ? null : String(problem.incident);
    this.current = problem.current;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** True when the server never answered: the same request, with the same key, may be sent again. */
  get unreachable(): boolean {
    return this.status === 0;
  }

  /** What is wrong with a field, or with a part of it. */
  fieldWords(path: string): string | null {
    return this.fields.find((field) => field.path === path || field.path.startsWith(`${path}/`))?.detail ?? null;
  }
}

export function isTrouble(error: unknown): error is Trouble {
  return error instanceof Trouble;
}

/** What a problem's detail says beyond its title. */
export function afterTitle(title: string, detail: string): string {
  if (!title || !detail.startsWith(title)) return detail;
  return detail.slice(title.length).replace(/^[\s。．.，,；;：:！!]+/, '');
}

/** The server's problem+json, or a problem of our own when the answer is not one. */
export async function troubleFrom(answer: Response, words: { title: string; detail: string }): Promise<Trouble> {
  const retry = Number(answer.headers.get('Retry-After'));
  const wait = Number.isFinite(retry) && retry > 0 ? retry : null;
  const kind = answer.headers.get('Content-Type') ?? '';
  if (kind.includes('json')) {
    try {
      const problem = (await answer.json()) as Partial<Problem>;
      if (problem.code) {
        return new Trouble(
          { ...problem, title: problem.title ?? words.title, detail: problem.detail ?? '',
            code: problem.code, status: answer.status },
          wait,
        );
      }
    } catch {
      // A broken body is reported like a missing one.
    }
  }
  return new Trouble({ ...words, status: answer.status, code: `http.${answer.status}` }, wait);
}
