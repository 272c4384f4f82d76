import { CamundaError, notFound } from '../http/camunda-error.ts';
import { Filter } from '../http/filter.ts';
import { listRoutes } from '../http/list-routes.ts';
import { json } from '../http/reply.ts';
import { type Call, id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { sortedPage, textCriterion } from './definition-filter.ts';
import { isMember, type People, type Person } from './people.ts';

/** What Camunda 7 answers where people come from elsewhere, e.g. a directory of a town hall: accounts are kept by the product. */
export function readOnlyRoutes(routes: readonly (readonly [Route['method'], string])[]): readonly Route[] {
  return routes.map(([method, path]) => ({
    method,
    path,
    permission: 'user:read',
    handle: () =>
      Promise.reject(new CamundaError(403, 'InvalidRequestException', 'Identity service implementation is read-only.')),
  }));
}

/** `/user`: who has an account. */
export function userRoutes(people: People): readonly Route[] {
  const matching = async (filter: Filter) => {
    const matches = criteria(filter);
    filter.close();
    return (await people.all()).filter(matches).map(userDto);
  };
  return [
    ...listRoutes(
      '/user',
      'user:read',
      {
        async list(call) {
          const filter = Filter.of(call);
          return sortedPage(await matching(filter), filter, SORT);
        },
        count: async (call) => (await matching(Filter.of(call))).length,
      },
      ['GET'],
    ),
    {
      method: 'GET',
      path: '/user/{id}/profile',
      permission: 'user:read',
      alsoFor: (call) => Promise.resolve(id(call) === call.caller.userId),
      handle: async (call) => json(userDto(await found(people, call))),
    },
    ...readOnlyRoutes([
      ['POST', '/user/create'],
      ['PUT', '/user/{id}/profile'],
      ['PUT', '/user/{id}/credentials'],
      ['POST', '/user/{id}/unlock'],
      ['DELETE', '/user/{id}'],
    ]),
  ];
}

const SORT = { userId: 'id', firstName: 'firstName', lastName: 'lastName', email: 'email' } as const;

interface UserDto {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: null;
}

/** Accounts have one name: its last word is the last name. Addresses of mail are not kept. */
export function userDto({ userId, displayName }: Person): UserDto {
  const words = displayName.trim().split(/\s+/);
  return { id: userId, firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '', email: null };
}

function criteria(filter: Filter): (person: Person) => boolean {
  const only = filter.text('id');
  const ids = filter.list('idIn');
  const group = filter.text('memberOfGroup');
  // There are no tenants; who may start a process, groups say.
  const nobody = ['memberOfTenant', 'potentialStarter'].filter((name) => filter.text(name) !== undefined).length > 0;
  const texts = (['firstName', 'lastName', 'email'] as const).map((field) => textCriterion(filter, field, field));
  return (person) => {
    const dto = userDto(person);
    return (
      !nobody &&
      (only === undefined || dto.id === only) &&
      (ids === undefined || ids.includes(dto.id)) &&
      (group === undefined || isMember(person, group)) &&
      texts.every((matches) => matches(dto))
    );
  };
}

async function found(people: People, call: Call): Promise<Person> {
  const person = await people.find(id(call));
  if (person === undefined) throw notFound(`User with id ${id(call)} does not exist`);
  return person;
}
