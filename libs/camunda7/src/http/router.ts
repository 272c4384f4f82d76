import type { Permission } from '#contracts';
import { mostWelcome, notAcceptable } from './accept.ts';
import { CamundaError, forbidden, invalid } from './camunda-error.ts';
import { options } from './reply.ts';
import { type Call, type FacadeRequest, type FacadeResponse, requireReadable } from './request.ts';

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

const JSON_TYPE = 'application/json';

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

  /**
   * OPTIONS tells the methods of an address where no route answers it itself.
   * @throws CamundaError 404 for an unknown path, 405 for a wrong method, 403 without permission, 415 for a body that is no
   * JSON, 406 where what is read cannot be told in a welcome way
   */
  async dispatch(request: FacadeRequest): Promise<FacadeResponse> {
    const segments = request.path.split('/').filter((segment) => segment !== '');
    const found = this.#find(this.#root, segments, 0, {});
    if (found === undefined)
      throw new CamundaError(
        404,
        'NotFoundException',
        `Expected an address of the engine, but there is nothing at ${request.path}.`,
      );
    const route = found.branch.routes.get(request.method);
    if (route === undefined) {
      const allow = allowed(found.branch);
      if (request.method === 'OPTIONS') return options(allow);
      const message = `HTTP ${request.method} is not possible at ${request.path}: expected one of ${allow}.`;
      throw new CamundaError(405, 'NotAllowedException', message, {}, { Allow: allow });
    }
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
    requireReadable(call);
    const answer = await route.handle(call);
    // Only what is read is negotiated: what was changed is changed, and its answer is told as it is.
    if (method === 'GET' && answer.contentType === JSON_TYPE && mostWelcome(request.accept, [JSON_TYPE]) === undefined)
      throw notAcceptable([JSON_TYPE]);
    return answer;
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

/** The methods of an address in the words of the header Allow. */
function allowed({ routes }: Branch): string {
  const methods = [...routes.keys()];
  const also = ['OPTIONS', ...(methods.includes('GET') ? ['HEAD'] : [])];
  return [...new Set([...methods, ...also])].join(', ');
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw invalid(`Expected a percent-encoded address, but "${segment.slice(0, 80)}" is none.`);
  }
}
