import { describe, expect, it } from '@jest/globals';
import { ListPlaces } from './list-places.js';

describe('places of lists', () => {
  it('are so many, and each is given back once', () => {
    const places = new ListPlaces(2);
    const [first, second] = [places.take(), places.take()];
    expect(() => places.take()).toThrow(expect.objectContaining({ code: 'rate-limited' }));
    first();
    first();
    places.take();
    expect(() => places.take()).toThrow(expect.objectContaining({ code: 'rate-limited' }));
    second();
    expect(places.take()).toEqual(expect.any(Function));
  });
});
