import { createContext, useContext, useSyncExternalStore } from 'react';
import { apiPaths, type PeopleNames } from '../api/contracts.ts';
import { requestJson } from '../api/request.ts';
import { PeopleDirectory } from './people-directory.ts';
import { useSession } from './session.tsx';

const DirectoryContext = createContext<PeopleDirectory | undefined>(undefined);
export const PeopleDirectoryProvider = DirectoryContext.Provider;

/** A directory that asks the server. */
export function createPeopleDirectory(): PeopleDirectory {
  return new PeopleDirectory(async (name) => {
    const { names } = await requestJson<PeopleNames>(apiPaths.peopleNames, { query: { name } });
    return names;
  });
}

/** What people are called, for log-in names; the log-in name itself until that is known. */
export function usePeopleNames(): (name: string) => string {
  const directory = useContext(DirectoryContext);
  const { person } = useSession();
  if (directory === undefined)
    throw new Error('Expected the directory of people around this component, but it is rendered outside the shell');
  useSyncExternalStore(directory.subscribe, directory.known);
  return (name) => (name === person.name ? person.displayName : directory.nameOf(name));
}
