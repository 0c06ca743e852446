import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DispatchLab } from '../support/lab.js';
import { until } from '../support/wait-until.js';

/** Scenarios over a service with the protocol's own timing. */
export function longPolls(open: () => DispatchLab): void {
  describe('long polls', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    it('leave nothing behind: no listener, no connection, no warning, however they end', async () => {
      const { agent } = await lab.poolWithAgent();
      const listening = countListeners();
      const warnings: string[] = [];
      const onWarning = (warning: Error): void => void warnings.push(warning.message);
      process.on('warning', onWarning);
      try {
        await agent.claim({ wait: 0.1 });
        const before = await connections();
        for (let batch = 0; batch < 5; batch += 1) {
          const gone = new AbortController();
          const polls = Array.from({ length: 10 }, (_, n) =>
            n % 2 === 0 ? agent.claim({ wait: 0.2 }) : agent.claim({ wait: 20, signal: gone.signal }),
          );
          const aborted = Promise.allSettled(polls.filter((_, n) => n % 2 === 1));
          await until('the polls wait', () => listening.now() > 0);
          gone.abort();
          expect(await Promise.all(polls.filter((_, n) => n % 2 === 0))).toEqual([null, null, null, null, null]);
          expect((await aborted).every(({ status }) => status === 'rejected')).toBe(true);
        }
        await until('nobody listens any more', () => listening.now() === 0);
        // One after the other over one connection, as a real agent does all day.
        for (let poll = 0; poll < 20; poll += 1) expect(await agent.claim({ wait: 0.01 })).toBeNull();
        expect(listening.now()).toBe(0);
        expect(listening.most()).toBe(1);
        expect(await connections()).toBeLessThanOrEqual(before);
        expect(warnings).toEqual([]);
      } finally {
        process.off('warning', onWarning);
        listening.stop();
      }
    });

    /** Connections to the suite's database, whoever holds them; idle ones of a pool may come and go up to its size. */
    async function connections(): Promise<number> {
      const { count } = await lab.one<{ count: number }>(
        `SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'shipei-wake-ups'
          OR (datname = current_database() AND query ~* '^\\s*listen')`,
      );
      return count;
    }

    /** Who listens for tickets in the API process. Calls go through: this only counts them. */
    function countListeners(): { now: () => number; most: () => number; stop: () => void } {
      const { wakeUps } = lab.service.parts;
      const listen = wakeUps.on.bind(wakeUps);
      let [now, most] = [0, 0];
      wakeUps.on = (topic, listener) => {
        const stopListening = listen(topic, listener);
        if (!topic.startsWith('pool:')) return stopListening;
        now += 1;
        most = Math.max(most, now);
        return () => {
          now -= 1;
          stopListening();
        };
      };
      return { now: () => now, most: () => most, stop: () => (wakeUps.on = listen) };
    }
  });
}
