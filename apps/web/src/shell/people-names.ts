import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import { useMay, useSession } from './session.tsx';

/** Names people know for log-in names; whoever may not see the list of people sees the log-in names of the others. */
export function usePeopleNames(): (name: string) => string {
  const mayRead = useMay('user:read');
  const { person } = useSession();
  const people = useQuery({ ...queries.people, enabled: mayRead });
  return (name) =>
    name === person.name
      ? person.displayName
      : (people.data?.people.find((each) => each.name === name)?.displayName ?? name);
}
