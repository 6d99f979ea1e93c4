import { QueryClient } from '@tanstack/vue-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLive, type LiveFact, type Stream } from './live';
import { followFacts } from './live_updates';

const fact = (id: string, subject_kind = 'case'): LiveFact => ({ kind: 'case.closed', subject_kind, subject_id: id });

class FakeStream implements Stream {
  readyState = 0;
  private readonly listeners = new Map<string, (event: { data?: string }) => void>();
  addEventListener(name: string, listener: (event: { data?: string }) => void): void {
    this.listeners.set(name, listener);
  }
  close(): void {
    this.readyState = 2;
  }
  say(name: string, data?: unknown): void {
    if (name === 'open') this.readyState = 1;
    this.listeners.get(name)?.(data === undefined ? {} : { data: JSON.stringify(data) });
  }
}

let streams: FakeStream[] = [];
let hidden = false;
let states: boolean[] = [];
const newest = (): FakeStream => streams[streams.length - 1]!;
const made = () =>
  createLive({
    open: () => {
      streams.push(new FakeStream());
      return newest();
    },
    hidden: () => hidden,
    changed: (now) => states.push(now),
  });

beforeEach(() => {
  vi.useFakeTimers();
  streams = [];
  states = [];
  hidden = false;
});
afterEach(() => vi.useRealTimers());

describe('Live updates', () => {
  it('tell every listener each fact, and that a gap was too long', () => {
    const live = made();
    const heard = vi.fn();
    live.listen(heard);
    live.start();
    newest().say('open');
    newest().say('fact', fact('7'));
    newest().say('reset');
    expect(heard.mock.calls).toEqual([[fact('7')], [null]]);
    expect(states).toEqual([true]);
  });
  it('open one stream only, and none once stopped', () => {
    const live = made();
    live.start();
    live.start();
    expect(streams).toHaveLength(1);
    live.stop();
    live.turned();
    vi.runAllTimers();
    expect(streams).toHaveLength(1);
  });
  it('leave a short loss to the browser, and come back themselves when it gave up', () => {
    const live = made();
    const heard = vi.fn();
    live.listen(heard);
    live.start();
    newest().say('open');
    newest().readyState = 0;
    newest().say('error');
    vi.advanceTimersByTime(600_000);
    expect(streams).toHaveLength(1);
    newest().readyState = 2;
    newest().say('error');
    vi.advanceTimersByTime(5_000);
    expect(streams).toHaveLength(2);
    expect(heard).not.toHaveBeenCalled();
    newest().say('open');
    expect(heard).toHaveBeenCalledWith(null);
  });
  it('ask ever more seldom while the server refuses', () => {
    made().start();
    for (let i = 0; i < 4; i += 1) {
      newest().readyState = 2;
      newest().say('error');
      vi.advanceTimersByTime(5_000);
    }
    expect(streams.length).toBeLessThan(4);
  });
  it('rest while the tab is hidden for long, and ask for everything when it is shown again', () => {
    const live = made();
    const heard = vi.fn();
    live.listen(heard);
    live.start();
    newest().say('open');
    hidden = true;
    live.turned();
    vi.advanceTimersByTime(10_000);
    expect(newest().readyState).toBe(1);
    vi.advanceTimersByTime(30_000);
    expect(newest().readyState).toBe(2);
    hidden = false;
    live.turned();
    expect(streams).toHaveLength(2);
    newest().say('open');
    expect(heard).toHaveBeenCalledWith(null);
  });
  it('pass over what is no fact', () => {
    const live = made();
    const heard = vi.fn();
    live.listen(heard);
    live.start();
    newest().say('fact', { kind: 'x' });
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('A fact', () => {
  const asked = (facts: (LiveFact | null)[]): string[] => {
    const client = new QueryClient();
    const spy = vi.spyOn(client, 'invalidateQueries');
    const followed = followFacts(client);
    facts.forEach(followed.heard);
    vi.advanceTimersByTime(1_000);
    followed.stop();
    return spy.mock.calls.map(([filters]) => ((filters as { queryKey?: string[] }).queryKey ?? []).join('/'));
  };
  it('of a case makes that case and the lists ask again, once for many facts', () => {
    expect(asked([fact('7'), fact('7'), fact('8')])).toEqual(['cases/one/7', 'cases/one/8', 'cases/list', 'cases/counts', 'cases/today']);
  });
  it('of something else makes nothing ask', () => expect(asked([fact('7', 'account')])).toEqual([]));
  it('that was missed makes every case ask again', () => expect(asked([null])[0]).toBe('cases/one'));
});
