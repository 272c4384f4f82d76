import type { Instant } from './json.ts';
import type { Permission, Role } from './role.ts';

/** Somebody, as others may see them. `name` is the log-in name and what `assignee` and `startedBy` contain. */
export interface Person {
  readonly name: string;
  readonly displayName: string;
  /** Offices and lanes this person works for; {@link EVERY_GROUP} stands for all. */
  readonly groups: readonly string[];
}

/** Body of `POST /api/session`. */
export interface LogInRequest {
  /** @maxLength 200 */
  readonly name: string;
  /** @maxLength 1024 */
  readonly password: string;
}

/**
 * Answer of `POST /api/session` (log in, 200, sets the cookie) and of `GET /api/session` (who am I, 401 without a
 * session). `DELETE /api/session` logs out (204). Wrong name or password: 401 `CREDENTIALS_WRONG`; after too many
 * attempts 429 `TOO_MANY_ATTEMPTS` with `Retry-After` in seconds.
 *
 * The cookie is HttpOnly, SameSite=Strict and slides: each use prolongs it. Requests that change something are refused
 * with 403 `CROSS_SITE_REQUEST` when the browser says that another site caused them (`Sec-Fetch-Site`, `Origin`); a
 * page of the same origin needs no token and no special header.
 */
export interface Session {
  readonly person: Person;
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  /** When the session ends if it is not used again. Absent for HTTP Basic. */
  readonly expiresAt?: Instant;
}

/** Answer of `GET /api/about`, public: what the log-in page needs before anybody is logged in. */
export interface About {
  readonly product: string;
  readonly version: string;
  /** Name of the town on the top bar (`LAUFZETTEL_TOWN`). */
  readonly town: string;
  /** Log-in names of the demo accounts (password = name); empty unless embedded on a loopback address. */
  readonly demoAccounts: readonly {
    readonly name: string;
    readonly displayName: string;
    readonly roles: readonly Role[];
  }[];
}

/** Answer of `GET /api/people`, by display name. */
export interface People {
  readonly people: readonly (Person & { readonly roles: readonly Role[] })[];
}

/** Query of `GET /api/people/names`: log-in names one has met in a task, a history or a record. */
export interface PeopleNamesQuery {
  /**
   * @minItems 1
   * @maxItems 100
   */
  readonly name: readonly string[];
}

/**
 * Answer of `GET /api/people/names`, for everybody who is logged in: what the people behind these log-in names are called.
 * Names nobody has are absent. Groups and roles need {@link People} with its permission.
 */
export interface PeopleNames {
  readonly names: Readonly<Record<string, string>>;
}
