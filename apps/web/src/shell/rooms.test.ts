import { describe, expect, it } from '@jest/globals';
import { isInRoom, roomsFor } from './rooms.ts';

const marked = (pathname: string): readonly string[] =>
  roomsFor(['task:work', 'instance:read', 'process:read'])
    .filter((room) => isInRoom(room, pathname))
    .map(({ word }) => word);

describe('the room an address lies in', () => {
  it('given the address of a room or one below it, then that room alone', () => {
    expect(marked('/cases')).toEqual(['cases']);
    expect(marked('/cases/1/diagram')).toEqual(['cases']);
    expect(marked('/inbox/7')).toEqual(['inbox']);
  });

  it('given the page of one process, its migration, or batches of cases, then the room one came from', () => {
    expect(marked('/process/parken/migrate')).toEqual(['processes']);
    expect(marked('/processes/upload')).toEqual(['processes']);
    expect(marked('/batches')).toEqual(['cases']);
  });

  it('given a page of no room, then none', () => {
    expect(marked('/search')).toEqual([]);
    expect(marked('/casestudy')).toEqual([]);
  });
});
