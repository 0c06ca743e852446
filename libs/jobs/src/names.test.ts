import { describe, expect, it } from '@jest/globals';
import { assertPoolQueueName, poolQueueName, ticketId } from './names.js';

describe('poolQueueName', () => {
  it('names the queue of a pool', () => {
    expect(poolQueueName('beijing', 'kunpeng-920')).toBe('pool.beijing.kunpeng-920');
  });

  it('never gives two pools one name', () => {
    expect(poolQueueName('a.b', 'c')).not.toBe(poolQueueName('a', 'b.c'));
  });

  it.each([
    ['beijing', 'kunpeng-920'],
    ['a.b', 'c+d_e'],
  ])('names %s / %s acceptably', (center, pool) => {
    expect(() => assertPoolQueueName(poolQueueName(center, pool))).not.toThrow();
  });
});

describe('assertPoolQueueName', () => {
  it.each(['', 'pool.a', 'pool.a.', 'pool.a.b.c', 'pool.a.b:c', 'pool.a.{b}', 'route-job'])('refuses %p', (name) => {
    expect(() => assertPoolQueueName(name)).toThrow('Not the queue of a pool');
  });
});

it('ticketId tells generations apart', () => {
  expect(ticketId('j', 1)).not.toBe(ticketId('j', 2));
});
