import { CamundaError, invalid } from '../http/camunda-error.ts';
import { json } from '../http/reply.ts';
import { jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { textOf } from '../value/body-value.ts';
import { groupsAmong, isMember, type People } from './people.ts';
import { userDto } from './user.ts';

/** `/identity`: whose groups, whose password. */
export function identityRoutes(people: People): readonly Route[] {
  const noPolicy = () =>
    Promise.reject(
      new CamundaError(404, 'InvalidRequestException', 'Expected a policy of passwords, but none is told.'),
    );
  return [
    {
      method: 'GET',
      path: '/identity/groups',
      permission: 'user:read',
      alsoFor: ({ query, caller }) => Promise.resolve(query.get('userId') === caller.userId),
      handle: async ({ query }) => {
        const userId = query.get('userId');
        if (userId === null) throw invalid('No user id was supplied');
        const everybody = await people.all();
        const person = everybody.find((one) => one.userId === userId);
        const own = person === undefined ? [] : groupsAmong(everybody).filter((group) => isMember(person, group));
        const colleagues = everybody.filter(
          (one) => one.userId !== userId && own.some((group) => isMember(one, group)),
        );
        return json({
          groups: own.map((group) => ({ id: group, name: group })),
          groupUsers: colleagues.map((one) => {
            const { id, firstName, lastName } = userDto(one);
            return { id, firstName, lastName, displayName: one.displayName };
          }),
        });
      },
    },
    {
      method: 'POST',
      path: '/identity/verify',
      permission: 'process:read',
      handle: async (call) => {
        const body = jsonBody(call);
        const [username, password] = [textOf(body['username'], 'username'), textOf(body['password'], 'password')];
        if (username === undefined || password === undefined) throw invalid('Username and password are required');
        const authenticated = await people.verify(username, password, call.address);
        return json({ authenticatedUser: username, authenticated });
      },
    },
    { method: 'GET', path: '/identity/password-policy', permission: 'process:read', handle: noPolicy },
    { method: 'POST', path: '/identity/password-policy', permission: 'process:read', handle: noPolicy },
  ];
}
