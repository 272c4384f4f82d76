import { notFound } from '../http/camunda-error.ts';
import { Filter } from '../http/filter.ts';
import { listRoutes } from '../http/list-routes.ts';
import { json } from '../http/reply.ts';
import { id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { sortedPage, textCriterion } from './definition-filter.ts';
import { groupsAmong, isMember, type People } from './people.ts';
import { readOnlyRoutes } from './user.ts';

const SORT = { id: 'id', name: 'name', type: 'type' } as const;

/** `/group`: the groups people are in; a group has no name beside its id. */
export function groupRoutes(people: People): readonly Route[] {
  const matching = async (filter: Filter) => {
    const everybody = await people.all();
    const only = filter.text('id');
    const ids = filter.list('idIn');
    const type = filter.text('type');
    const member = filter.text('member');
    const tenant = filter.text('memberOfTenant');
    const named = textCriterion(filter, 'name', 'name');
    filter.close();
    const person = everybody.find(({ userId }) => userId === member);
    return groupsAmong(everybody)
      .map(groupDto)
      .filter(
        (group) =>
          (type === undefined || type === group.type) &&
          tenant === undefined &&
          (only === undefined || group.id === only) &&
          (ids === undefined || ids.includes(group.id)) &&
          (member === undefined || (person !== undefined && isMember(person, group.id))) &&
          named(group),
      );
  };
  return [
    ...listRoutes(
      '/group',
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
      path: '/group/{id}',
      permission: 'user:read',
      handle: async (call) => {
        if (!groupsAmong(await people.all()).includes(id(call)))
          throw notFound(`Group with id ${id(call)} does not exist`);
        return json(groupDto(id(call)));
      },
    },
    ...readOnlyRoutes([
      ['POST', '/group/create'],
      ['PUT', '/group/{id}'],
      ['DELETE', '/group/{id}'],
      ['PUT', '/group/{id}/members/{userId}'],
      ['DELETE', '/group/{id}/members/{userId}'],
    ]),
  ];
}

function groupDto(group: string): { readonly id: string; readonly name: string; readonly type: string } {
  return { id: group, name: group, type: 'WORKFLOW' };
}
