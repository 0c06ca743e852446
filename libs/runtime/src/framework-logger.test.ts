import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { frameworkLogger } from './framework-logger.js';
import { LOG_SERIALIZERS } from './logger.js';

it('logs an error that a framework hands over as one', () => {
  const lines: string[] = [];
  const log = pino({ serializers: LOG_SERIALIZERS }, { write: (line: string) => void lines.push(line) });
  frameworkLogger(log).error(Object.assign(new Error('no route'), { parameters: ['secret'] }));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'no route', err: { message: 'no route', type: 'Error' } });
  expect(lines[0]).not.toContain('secret');
});
