import { describe, expect, it } from '@jest/globals';
import { CoordinatePlaces } from './coordinate-places.js';

const COORDINATE = 'kylin/server@v10 sp3+1';

describe('places of coordinates', () => {
  const places = new CoordinatePlaces();
  places.set('plain', 1);
  places.set(COORDINATE, 2);

  it.each([
    ['plain', 1],
    ['pl%61in', 1],
    [encodeURIComponent(COORDINATE), 2],
    [encodeURIComponent(COORDINATE).toLowerCase(), 2],
    ['kylin/server@v10+sp3%2B1', 2],
    ['kylin%2Fserver%40v10%20sp3+1', -1],
    ['other', -1],
    ['%', -1],
    ['%E0%A4', -1],
  ])('are found by %s as a query writes it: %d', (text, place) => {
    expect(places.placeInQuery(text)).toBe(place);
  });

  it('are not mistaken for their encoded text', () => {
    expect(places.placeOf(COORDINATE)).toBe(2);
    expect(places.placeOf(encodeURIComponent(COORDINATE))).toBe(-1);
    places.set('a%2Fb', 3);
    places.set('a/b', 4);
    expect(places.placeInQuery('a%2Fb')).toBe(4);
    expect(places.placeInQuery('a%252Fb')).toBe(3);
  });
});
