import { newKey } from './keys';
import { Trouble, troubleFrom } from './trouble';

/** How one request differs from a plain GET. */
export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
  bytes?: Blob | ArrayBuffer;
  /** Sent as Idempotency-Key. Keep the same key when the same command is sent again. */
  key?: string;
  /** Sent as If-Match: the revision the person was looking at. */
  revision?: number | string;
  headers?: Record<string, string>;
  /** For large answers that hardly change: the browser keeps them and asks only whether they still hold. */
  revalidate?: boolean;
  signal?: AbortSignal;
}

interface Settings {
  locale: () => string;
  csrf: () => string | null;
  words: () => { offlineTitle: string; offline: string; oddTitle: string; odd: string };
  onSignedOut: () => void;
}

const settings: Settings = {
  locale: () => 'zh-CN',
  csrf: () => null,
  words: () => ({
    offlineTitle: 'Network',
    offline: 'The server cannot be reached.',
    oddTitle: 'Error',
    odd: 'The server gave an unexpected answer.',
  }),
  onSignedOut: () => undefined,
};

/** Each entry says once where its language, its CSRF token and its words come from. */
export function configureClient(own: Partial<Settings>): void {
  Object.assign(settings, own);
}

export function address(path: string, query?: Ask['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '' && value !== false) search.set(name, String(value));
  }
  const tail = search.toString();
  return `/api/v1${path}${tail ? `?${tail}` : ''}`;
}

function headersOf(ask: Ask): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': settings.locale(),
    ...ask.headers,
  };
  if (ask.body !== undefined) headers['Content-Type'] = 'application/json';
  if (ask.key) headers['Idempotency-Key'] = ask.key;
  if (ask.revision !== undefined) headers['If-Match'] = `"${ask.revision}"`;
  const token = settings.csrf();
  if (token && ask.method && ask.method !== 'GET') headers['X-CSRF-Token'] = token;
  return headers;
}

async function send(path: string, ask: Ask): Promise<Response> {
  try {
    return await fetch(address(path, ask.query), {
      method: ask.method ?? 'GET',
      headers: headersOf(ask),
      body: ask.bytes ?? (ask.body === undefined ? null : JSON.stringify(ask.body)),
      credentials: 'same-origin',
      cache: ask.revalidate ? 'no-cache' : 'no-store',
      signal: ask.signal ?? null,
    });
  } catch (error) {
    if (ask.signal?.aborted) throw error;
    const words = settings.words();
    throw new Trouble({ status: 0, code: 'network.unreachable', title: words.offlineTitle, detail: words.offline });
  }
}

/** Sends one request and gives the answer's JSON; a refusal becomes a Trouble with words to show. */
export async function request<T>(path: string, ask: Ask = {}): Promise<T> {
  const answer = await send(path, ask);
  if (!answer.ok) {
    const words = settings.words();
    const trouble = await troubleFrom(answer, { title: words.oddTitle, detail: words.odd });
    if (trouble.code === 'auth.sign_in_first') settings.onSignedOut();
    throw trouble;
  }
  if (answer.status === 204) return undefined as T;
  return (await answer.json()) as T;
}

/** A file instead of JSON, in the language of the screen; saved under the name the server gives, or the given one. */
export async function download(path: string, query: Ask['query'], name: string): Promise<void> {
  const answer = await send(path, { ...(query ? { query } : {}), headers: { Accept: '*/*' } });
  if (!answer.ok) {
    const words = settings.words();
    throw await troubleFrom(answer, { title: words.oddTitle, detail: words.odd });
  }
  const given = /filename="?([^";]+)"?/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1];
  saveBlob(await answer.blob(), given ?? name);
}

function saveBlob(blob: Blob, name: string): void {
  const held = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = held;
  link.download = name;
  link.click();
  // The browser needs the address until it has begun to save.
  window.setTimeout(() => URL.revokeObjectURL(held), 60_000);
}

/** Something the screen itself has put together, as a file. */
export const saveText = (text: string, name: string, type: string): void => saveBlob(new Blob([text], { type }), name);

export const get = <T>(path: string, query?: Ask['query'], signal?: AbortSignal): Promise<T> =>
  request<T>(path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) });

/** A command that creates or moves something. Without a key of the caller's it gets a fresh one. */
export const post = <T>(path: string, body: unknown, ask: Ask = {}): Promise<T> =>
  request<T>(path, { ...ask, method: 'POST', body, key: ask.key ?? newKey() });
