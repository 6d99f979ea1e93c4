// What happens on the server, told while it happens: one stream of facts for each tab. It rests while the tab is
// hidden, because a browser grants a plain-http server six connections for all its tabs together.

/** A fact as the stream tells it. */
export interface LiveFact {
  kind: string;
  subject_kind: string;
  subject_id: string;
}
/** null: something may have been missed, ask for everything again. */
export type LiveListener = (fact: LiveFact | null) => void;

/** The part of EventSource that is used. */
export interface Stream {
  readyState: number;
  addEventListener: (name: string, listener: (event: { data?: string }) => void) => void;
  close: () => void;
}
export interface Surroundings {
  open: () => Stream;
  hidden: () => boolean;
  /** Called with true when facts arrive as they happen, with false when they do not. */
  changed: (live: boolean) => void;
}

const closedForGood = 2;
const restAfterMs = 30_000;
const firstRetryMs = 5_000;
const longestRetryMs = 120_000;

export interface Live {
  start: () => void;
  stop: () => void;
  /** To be called when the tab is shown or hidden. */
  turned: () => void;
  listen: (listener: LiveListener) => () => void;
}

function factOf(data: string | undefined): LiveFact | null {
  try {
    const found = JSON.parse(data ?? '') as Partial<LiveFact>;
    return found.kind && found.subject_kind && found.subject_id ? (found as LiveFact) : null;
  } catch {
    return null;
  }
}

export function createLive(around: Surroundings): Live {
  const listeners = new Set<LiveListener>();
  let stream: Stream | null = null;
  let wanted = false;
  let waitMs = firstRetryMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let everOpen = false;

  const tell = (fact: LiveFact | null): void => listeners.forEach((listener) => listener(fact));

  function close(): void {
    clearTimeout(timer);
    stream?.close();
    stream = null;
    around.changed(false);
  }

  function open(): void {
    clearTimeout(timer);
    if (!wanted || stream || around.hidden()) return;
    const mine = around.open();
    stream = mine;
    let opened = false;
    mine.addEventListener('open', () => {
      // The browser itself comes back with the last id it saw; a stream opened afresh knows nothing of the time between.
      if (everOpen && !opened) tell(null);
      opened = true;
      everOpen = true;
      waitMs = firstRetryMs;
      around.changed(true);
    });
    mine.addEventListener('fact', ({ data }) => {
      const fact = factOf(data);
      if (fact) tell(fact);
    });
    mine.addEventListener('reset', () => tell(null));
    mine.addEventListener('error', () => {
      if (stream !== mine) return;
      around.changed(false);
      if (mine.readyState !== closedForGood) return;
      stream = null;
      timer = setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, longestRetryMs);
    });
  }

  return {
    start() {
      wanted = true;
      open();
    },
    stop() {
      wanted = false;
      everOpen = false;
      close();
    },
    turned() {
      clearTimeout(timer);
      if (!around.hidden()) open();
      else if (stream) timer = setTimeout(close, restAfterMs);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
