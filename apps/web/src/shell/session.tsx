import { createContext, useContext } from 'react';
import type { Permission, Session } from '../api/contracts.ts';

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

/** Who is logged in. Only for what is rendered inside the session gate. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined)
    throw new Error('Expected a session around this component, but it is rendered outside the session gate');
  return session;
}

/** Whether this person holds a permission; decides about rooms and buttons. The server decides again on every request. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}
