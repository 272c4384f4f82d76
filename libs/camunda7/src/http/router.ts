import type { Permission } from '#contracts';
import { CamundaError, forbidden, notFound } from './camunda-error.ts';
import type { Call, FacadeRequest, FacadeResponse } from './request.ts';

/** One operation: what it answers to, what the caller must be allowed to do, what it does. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  /** `/task/{id}/complete`; a parameter is one decoded path segment. */
  readonly path: string;
  readonly permission: Permission;
  /** Lets somebody in without the permission, e.g. a worker who has fetched work of this case. */
  readonly alsoFor?: (call: Call) => Promise<boolean>;
  readonly handle: (call: Call) => Promise<FacadeResponse>;
}

interface Branch {
  readonly fixed: Map<string, Branch>;
  parameter: { readonly name: string; readonly branch: Branch } | undefined;
  readonly routes: Map<string, Route>;
}

const branch = (): Branch => ({ fixed: new Map(), parameter: undefined, routes: new Map() });

/** Finds the route of a request; a fixed segment wins over a parameter. */
export class Router {
  readonly #root = branch();
  readonly routes: readonly Route[];

  constructor(routes: readonly Route[]) {
    this.routes = routes;
    for (const route of routes) this.#add(route);
  }

  /** @throws CamundaError 404 for an unknown path, 405 for a wrong method, 403 without permission */
  async dispatch(request: FacadeRequest): Promise<FacadeResponse> {
    const segments = request.path.split('/').filter((segment) => segment !== '');
    const found = this.#find(this.#root, segments, 0, {});
    if (found === undefined)
      throw notFound(`Expected an address of the engine, but there is nothing at ${request.path}.`);
    const route = found.branch.routes.get(request.method);
    if (route === undefined)
      throw new CamundaError(405, 'RestException', `HTTP ${request.method} is not possible at ${request.path}.`);
    const call = { ...request, params: found.params };
    const { permission, path } = route;
    const { caller, method } = request;
    if (!caller.may(permission) && (await route.alsoFor?.(call)) !== true)
      throw forbidden(caller.userId, {
        permission,
        resource: path,
        resourceId: found.params['id'] ?? null,
        message: `The user with id '${caller.userId}' does not have the permission '${permission}' for ${method} ${path}.`,
      });
    return route.handle(call);
  }

  #add(route: Route): void {
    let at = this.#root;
    for (const segment of route.path.split('/').filter((part) => part !== '')) {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name === undefined) {
        const next = at.fixed.get(segment) ?? branch();
        at.fixed.set(segment, next);
        at = next;
      } else {
        at.parameter ??= { name, branch: branch() };
        at = at.parameter.branch;
      }
    }
    if (at.routes.has(route.method)) throw new Error(`Two routes answer ${route.method} ${route.path}.`);
    at.routes.set(route.method, route);
  }

  #find(
    at: Branch,
    segments: readonly string[],
    index: number,
    params: Readonly<Record<string, string>>,
  ): { branch: Branch; params: Readonly<Record<string, string>> } | undefined {
    const segment = segments[index];
    if (segment === undefined) return at.routes.size > 0 ? { branch: at, params } : undefined;
    const fixed = at.fixed.get(segment);
    const direct = fixed && this.#find(fixed, segments, index + 1, params);
    if (direct !== undefined || at.parameter === undefined) return direct;
    const value = decode(segment);
    return this.#find(at.parameter.branch, segments, index + 1, { ...params, [at.parameter.name]: value });
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFound(`Expected a percent-encoded address, but "${segment}" is none.`);
  }
}
