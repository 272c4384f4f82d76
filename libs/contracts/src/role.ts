/** What somebody is in the town hall. One person may hold several roles. */
export const ROLES = ['process-owner', 'clerk', 'head', 'treasurer', 'integrator', 'operator', 'worker'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What somebody may do. Every route of the API asks for exactly one of these or is explicitly public; whoever lacks it
 * gets 403 `PERMISSION_MISSING`. The browser app shows only the rooms and buttons whose permission the session holds.
 */
export const PERMISSIONS = [
  /** See processes, versions, diagrams, findings. */
  'process:read',
  /** Validate and deploy. */
  'process:deploy',
  /** Start a case. */
  'instance:start',
  /** See cases, their data and history. */
  'instance:read',
  /** Cancel, suspend, resume a case, set its variables. */
  'instance:operate',
  /** See and work the tasks that are one's own or one's groups'. */
  'task:work',
  /** See every task and assign tasks to other people. */
  'task:assign',
  /** Send a message to waiting cases or start cases by it. */
  'message:send',
  'incident:read',
  'incident:retry',
  /** Fetch, lock and complete work as a program outside (external tasks), of the topics the account holds. */
  'job:work',
  /** See names and groups of people. */
  'user:read',
  /** See health in detail, queues and settings. */
  'system:read',
  /** See and read the documents of cases. */
  'document:read',
  /** Add documents and versions to the record of a case. */
  'document:write',
  /** See invoices that arrived. */
  'invoice:read',
  /** Take in an invoice by hand. */
  'invoice:receive',
  /** See payment orders and fetch their files. */
  'payment:read',
  /** See what arrived from portals and folders, and how it is mapped. */
  'intake:read',
  /** Decide about doubtful arrivals, fetch again. */
  'intake:operate',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The matrix: what each role may do. A person may do what any of their roles may. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  'process-owner': [
    'process:read',
    'process:deploy',
    'instance:start',
    'instance:read',
    'task:work',
    'incident:read',
    'user:read',
    'document:read',
    'invoice:read',
  ],
  clerk: [
    'process:read',
    'instance:start',
    'instance:read',
    'task:work',
    'document:read',
    'document:write',
    'invoice:read',
    'invoice:receive',
  ],
  head: [
    'process:read',
    'instance:start',
    'instance:read',
    'task:work',
    'task:assign',
    'incident:read',
    'user:read',
    'document:read',
    'document:write',
    'invoice:read',
    'invoice:receive',
    'payment:read',
  ],
  treasurer: [
    'process:read',
    'instance:read',
    'task:work',
    'document:read',
    'document:write',
    'invoice:read',
    'payment:read',
  ],
  integrator: [
    'process:read',
    'process:deploy',
    'instance:start',
    'instance:read',
    'message:send',
    'incident:read',
    'incident:retry',
    'job:work',
    'system:read',
    'intake:read',
    'intake:operate',
  ],
  operator: [
    'process:read',
    'process:deploy',
    'instance:start',
    'instance:read',
    'instance:operate',
    'task:assign',
    'message:send',
    'incident:read',
    'incident:retry',
    'job:work',
    'user:read',
    'system:read',
    'document:read',
    'invoice:read',
    'intake:read',
    'intake:operate',
  ],
  worker: ['job:work'],
};

/**
 * Topics of external work each role may do, beside those an account holds itself; see {@link topicsCover} for patterns.
 * A worker may do nothing but what its own account names: default deny.
 */
export const ROLE_TOPICS: Readonly<Partial<Record<Role, readonly string[]>>> = {
  integrator: ['*'],
  operator: ['*'],
};

/** Does one of these topics cover the wanted one? A topic is meant exactly, `billing-*` by its beginning, `*` is every one. */
export function topicsCover(topics: readonly string[], wanted: string): boolean {
  return topics.some((topic) => (topic.endsWith('*') ? wanted.startsWith(topic.slice(0, -1)) : topic === wanted));
}

/** Member of every group, those of future processes included. Written as a group name in {@link Person}.groups. */
export const EVERY_GROUP = '*';
