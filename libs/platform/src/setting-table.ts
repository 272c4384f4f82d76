/**
 * One row for each setting. This table is the only place a setting is declared: the reader, the type {@link Settings}
 * and the page docs/settings.md are made from it.
 */
export type SettingRow =
  | (RowBase & { readonly kind: 'text' | 'secret' | 'path'; readonly fallback?: string })
  | (RowBase & {
      readonly kind: 'url';
      /** Schemes allowed, with the colon. */
      readonly schemes: readonly string[];
      readonly secret: boolean;
      readonly fallback?: string;
    })
  | (RowBase & {
      readonly kind: 'integer';
      readonly minimum: number;
      readonly maximum: number;
      readonly fallback: number;
    })
  | (RowBase & { readonly kind: 'flag'; readonly fallback: boolean })
  | (RowBase & { readonly kind: 'choice'; readonly choices: readonly string[]; readonly fallback: string });

interface RowBase {
  readonly variable: string;
  /** One sentence for docs/settings.md. */
  readonly meaning: string;
  /** Which programs read it. */
  readonly usedBy: 'server' | 'worker' | 'server, worker' | 'cli' | 'all';
}

export const SETTING_TABLE = {
  host: {
    variable: 'HOST',
    kind: 'text',
    fallback: '127.0.0.1',
    usedBy: 'server',
    meaning: 'Address to listen on. Anything but a loopback address makes the demo accounts disappear.',
  },
  port: {
    variable: 'PORT',
    kind: 'integer',
    minimum: 0,
    maximum: 65535,
    fallback: 3000,
    usedBy: 'server',
    meaning: 'Port to listen on; 0 takes a free one.',
  },
  databaseUrl: {
    variable: 'DATABASE_URL',
    kind: 'url',
    schemes: ['postgres:', 'postgresql:'],
    secret: true,
    usedBy: 'all',
    meaning: 'PostgreSQL 14 or newer. Without it an embedded PostgreSQL is started.',
  },
  redisUrl: {
    variable: 'REDIS_URL',
    kind: 'url',
    schemes: ['redis:', 'rediss:'],
    secret: true,
    usedBy: 'server, worker',
    meaning:
      'Redis for the queue. Without it the queue lives in PostgreSQL; `npm run server` and `npm run worker` need it.',
  },
  dataDirectory: {
    variable: 'LAUFZETTEL_DATA',
    kind: 'path',
    fallback: '.laufzettel',
    usedBy: 'all',
    meaning:
      'Folder of the embedded PostgreSQL and of everything else that is kept; relative to the working directory. The files of documents lie in it: several servers and workers must share it.',
  },
  processesDirectory: {
    variable: 'LAUFZETTEL_PROCESSES',
    kind: 'path',
    fallback: 'processes',
    usedBy: 'server, worker',
    meaning:
      'Folder with one folder for each shipped process, loaded at start by `npm start`; their `intake.json` describe services of processes that were deployed without one.',
  },
  migrate: {
    variable: 'LAUFZETTEL_MIGRATE',
    kind: 'flag',
    fallback: true,
    usedBy: 'server',
    meaning:
      'The server brings the database schema up to date when it starts; several servers may start at once. With `false` it refuses to start until `laufzettel migrate` has run.',
  },
  publicUrl: {
    variable: 'LAUFZETTEL_PUBLIC_URL',
    kind: 'url',
    schemes: ['http:', 'https:'],
    secret: false,
    usedBy: 'server, worker',
    meaning:
      'Address people type; links in mails and letters begin with it, else with the address the server listens on. With https the session cookie is sent over TLS only.',
  },
  trustedProxies: {
    variable: 'LAUFZETTEL_TRUSTED_PROXIES',
    kind: 'integer',
    minimum: 0,
    maximum: 10,
    fallback: 0,
    usedBy: 'server',
    meaning: 'How many proxies stand before the server and set X-Forwarded-For; 0 ignores that header.',
  },
  town: {
    variable: 'LAUFZETTEL_TOWN',
    kind: 'text',
    fallback: 'Musterstadt',
    usedBy: 'server',
    meaning: 'Name of the town on the top bar.',
  },
  sessionHours: {
    variable: 'LAUFZETTEL_SESSION_HOURS',
    kind: 'integer',
    minimum: 1,
    maximum: 720,
    fallback: 12,
    usedBy: 'server',
    meaning: 'Hours after which a session that is not used ends.',
  },
  demo: {
    variable: 'LAUFZETTEL_DEMO',
    kind: 'flag',
    fallback: true,
    usedBy: 'server',
    meaning: 'Demo accounts in embedded mode on a loopback address. They never exist elsewhere.',
  },
  partners: {
    variable: 'LAUFZETTEL_PARTNERS',
    kind: 'flag',
    fallback: true,
    usedBy: 'server',
    meaning:
      'Stand-ins of DMS, FIT-Connect, mail and payment beside the demo: `npm start` runs them and connects every partner that is not set otherwise. They never run elsewhere.',
  },
  partnersPort: {
    variable: 'LAUFZETTEL_PARTNERS_PORT',
    kind: 'integer',
    minimum: 0,
    maximum: 65000,
    fallback: 3100,
    usedBy: 'server',
    meaning:
      'First port of the stand-ins, the page with all of them; taken ports are replaced by free ones, 0 takes only free ones.',
  },
  strictBpmn: {
    variable: 'LAUFZETTEL_BPMN_STRICT',
    kind: 'flag',
    fallback: false,
    usedBy: 'server',
    meaning: 'Refuse diagrams that break a rule of the standard even where the rule does not matter for running.',
  },
  timeZone: {
    variable: 'LAUFZETTEL_TIME_ZONE',
    kind: 'text',
    fallback: 'Europe/Berlin',
    usedBy: 'all',
    meaning: 'IANA time zone of timers and dates that carry none.',
  },
  javascript: {
    variable: 'LAUFZETTEL_JAVASCRIPT',
    kind: 'flag',
    fallback: false,
    usedBy: 'server, worker',
    meaning:
      'Run script tasks written in JavaScript, in a sandbox without access to anything. Servers and workers must agree.',
  },
  invoiceProcess: {
    variable: 'LAUFZETTEL_INVOICE_PROCESS',
    kind: 'text',
    fallback: 'rechnungseingang',
    usedBy: 'server, worker',
    meaning: 'Key of the process every invoice that arrives begins.',
  },
  invoiceFolder: {
    variable: 'LAUFZETTEL_INVOICE_FOLDER',
    kind: 'path',
    usedBy: 'server, worker',
    meaning:
      'Folder watched for invoices (XML, PDF): what lies there is taken in and moved to its subfolder `erledigt`. None is watched without it.',
  },
  discountLeadDays: {
    variable: 'LAUFZETTEL_DISCOUNT_LEAD_DAYS',
    kind: 'integer',
    minimum: 0,
    maximum: 60,
    fallback: 3,
    usedBy: 'server',
    meaning: 'Days before the end of a discount from which on the list of invoices calls it at risk.',
  },
  workerConcurrency: {
    variable: 'LAUFZETTEL_WORKER_CONCURRENCY',
    kind: 'integer',
    minimum: 1,
    maximum: 1000,
    fallback: 16,
    usedBy: 'server, worker',
    meaning: 'Jobs one worker carries out at the same time.',
  },
  databaseConnections: {
    variable: 'LAUFZETTEL_DATABASE_CONNECTIONS',
    kind: 'integer',
    minimum: 2,
    maximum: 500,
    fallback: 16,
    usedBy: 'server, worker',
    meaning: 'Connections to PostgreSQL one program opens at most.',
  },
  enaioMapping: {
    variable: 'LAUFZETTEL_ENAIO_MAPPING',
    kind: 'path',
    usedBy: 'all',
    meaning:
      'Mapping file of the DMS enaio (docs/how-to/connect-enaio.md). With it every document is handed over to enaio; without it the built-in archive keeps them. Servers and workers must agree.',
  },
  enaioUrl: {
    variable: 'LAUFZETTEL_ENAIO_URL',
    kind: 'url',
    schemes: ['http:', 'https:'],
    secret: false,
    usedBy: 'all',
    meaning: 'Address of the DMS service of enaio, up to and with `/api/dms`; wins over `baseUrl` of the mapping file.',
  },
  enaioUser: {
    variable: 'LAUFZETTEL_ENAIO_USER',
    kind: 'text',
    usedBy: 'all',
    meaning: 'Technical user of enaio.',
  },
  enaioPassword: {
    variable: 'LAUFZETTEL_ENAIO_PASSWORD',
    kind: 'secret',
    usedBy: 'all',
    meaning: 'Password of the technical user of enaio.',
  },
  fitConnectFile: {
    variable: 'LAUFZETTEL_FIT_CONNECT',
    kind: 'path',
    usedBy: 'server, worker',
    meaning:
      'File that describes the connection to FIT-Connect (addresses, client, destinations, keys), see docs/how-to/connect-fit-connect.md.',
  },
  fitConnectClientSecret: {
    variable: 'LAUFZETTEL_FIT_CONNECT_CLIENT_SECRET',
    kind: 'secret',
    usedBy: 'server, worker',
    meaning: 'Secret of the client at FIT-Connect, when it is not in the file.',
  },
  fitConnectCallbackSecret: {
    variable: 'LAUFZETTEL_FIT_CONNECT_CALLBACK_SECRET',
    kind: 'secret',
    usedBy: 'server',
    meaning: 'Secret of the callbacks of FIT-Connect, when it is not in the file.',
  },
  intakeDirectory: {
    variable: 'LAUFZETTEL_INTAKE_FOLDER',
    kind: 'path',
    usedBy: 'server, worker',
    meaning: 'Folder other systems put applications into, see docs/how-to/connect-a-folder.md.',
  },
  intakePollSeconds: {
    variable: 'LAUFZETTEL_INTAKE_SECONDS',
    kind: 'integer',
    minimum: 1,
    maximum: 3600,
    fallback: 15,
    usedBy: 'server, worker',
    meaning: 'Seconds between two looks at the sources of applications.',
  },
  keptDays: {
    variable: 'LAUFZETTEL_KEPT_DAYS',
    kind: 'integer',
    minimum: 1,
    maximum: 3650,
    fallback: 30,
    usedBy: 'server, worker',
    meaning:
      'Days after which copies of what is in the record of a case are erased: bytes and data of arrivals, data of mails, links and invoices (docs/how-to/erase-personal-data.md). The records themselves have their own retention.',
  },
  uniqueBusinessKeys: {
    variable: 'LAUFZETTEL_UNIQUE_BUSINESS_KEYS',
    kind: 'flag',
    fallback: false,
    usedBy: 'server, worker',
    meaning:
      'Whether two running cases of one process are refused the same business key where the drawing does not say so itself by the property `uniqueBusinessKey` (docs/how-to/adapt-a-process.md).',
  },
  batchesKeptDays: {
    variable: 'LAUFZETTEL_BATCHES_KEPT_DAYS',
    kind: 'integer',
    minimum: 1,
    maximum: 36500,
    fallback: 90,
    usedBy: 'server, worker',
    meaning:
      'Days an ended batch (the same done to many cases) stays in the list with its targets. One that still runs, or waits with failed targets, is never erased.',
  },
  decisionsKeptDays: {
    variable: 'LAUFZETTEL_DECISIONS_KEPT_DAYS',
    kind: 'integer',
    minimum: 1,
    maximum: 36500,
    fallback: 180,
    usedBy: 'server, worker',
    meaning:
      'Days the record of a decision that was evaluated outside a case is kept (who, when, inputs, matched rules, outputs) where the decision has no time to live of its own (`camunda:historyTimeToLive`). Decisions of a case are kept with the case.',
  },
  operationsKeptDays: {
    variable: 'LAUFZETTEL_OPERATIONS_KEPT_DAYS',
    kind: 'integer',
    minimum: 1,
    maximum: 36500,
    fallback: 3650,
    usedBy: 'server, worker',
    meaning:
      'Days after which entries of the operation log about no case (releases, processes, batches, erased cases) are erased. Entries about a case go with the history of the case, whose time to live each process has.',
  },
  mailHost: {
    variable: 'LAUFZETTEL_MAIL_HOST',
    kind: 'text',
    usedBy: 'server, worker',
    meaning:
      'Mail server that takes outgoing mail (docs/how-to/connect-the-mailbox.md). Without it mails of cases wait. Servers and workers must agree.',
  },
  mailPort: {
    variable: 'LAUFZETTEL_MAIL_PORT',
    kind: 'integer',
    minimum: 1,
    maximum: 65535,
    fallback: 587,
    usedBy: 'server, worker',
    meaning: 'Port of the mail server.',
  },
  mailTls: {
    variable: 'LAUFZETTEL_MAIL_TLS',
    kind: 'choice',
    choices: ['starttls', 'tls', 'none'],
    fallback: 'starttls',
    usedBy: 'server, worker',
    meaning:
      'How the line to the mail server is secured: `starttls` (sends nothing without it), `tls` from the first byte, `none`.',
  },
  mailUser: {
    variable: 'LAUFZETTEL_MAIL_USER',
    kind: 'text',
    usedBy: 'server, worker',
    meaning: 'User at the mail server; without it nobody logs in.',
  },
  mailPassword: {
    variable: 'LAUFZETTEL_MAIL_PASSWORD',
    kind: 'secret',
    usedBy: 'server, worker',
    meaning: 'Password at the mail server.',
  },
  mailFrom: {
    variable: 'LAUFZETTEL_MAIL_FROM',
    kind: 'text',
    usedBy: 'server, worker',
    meaning: 'Address mails of cases come from.',
  },
  mailboxHost: {
    variable: 'LAUFZETTEL_MAILBOX_HOST',
    kind: 'text',
    usedBy: 'server, worker',
    meaning: 'Mail server (IMAP) of the mailbox invoices arrive in. Without it no mailbox is read.',
  },
  mailboxPort: {
    variable: 'LAUFZETTEL_MAILBOX_PORT',
    kind: 'integer',
    minimum: 1,
    maximum: 65535,
    fallback: 993,
    usedBy: 'server, worker',
    meaning: 'Port of that server.',
  },
  mailboxTls: {
    variable: 'LAUFZETTEL_MAILBOX_TLS',
    kind: 'choice',
    choices: ['tls', 'starttls', 'none'],
    fallback: 'tls',
    usedBy: 'server, worker',
    meaning: 'How the line to the mailbox is secured.',
  },
  mailboxUser: {
    variable: 'LAUFZETTEL_MAILBOX_USER',
    kind: 'text',
    usedBy: 'server, worker',
    meaning: 'User of the mailbox.',
  },
  mailboxPassword: {
    variable: 'LAUFZETTEL_MAILBOX_PASSWORD',
    kind: 'secret',
    usedBy: 'server, worker',
    meaning: 'Password of the mailbox.',
  },
  mailboxFolder: {
    variable: 'LAUFZETTEL_MAILBOX_FOLDER',
    kind: 'text',
    fallback: 'INBOX',
    usedBy: 'server, worker',
    meaning: 'Folder that is read; what was read is moved to `Verarbeitet` or `Zu prüfen`.',
  },
  paymentUrl: {
    variable: 'LAUFZETTEL_PAYMENT_URL',
    kind: 'url',
    schemes: ['http:', 'https:'],
    secret: false,
    usedBy: 'server, worker',
    meaning:
      'Payment service (XBezahldienste 1.0), up to the folder of `paymenttransaction` (docs/how-to/connect-payments.md). Without it payment requests wait. Servers and workers must agree.',
  },
  paymentOriginator: {
    variable: 'LAUFZETTEL_PAYMENT_ORIGINATOR',
    kind: 'text',
    fallback: 'laufzettel',
    usedBy: 'server, worker',
    meaning: 'Originator id agreed with the payment service.',
  },
  paymentEndpoint: {
    variable: 'LAUFZETTEL_PAYMENT_ENDPOINT',
    kind: 'text',
    fallback: 'laufzettel',
    usedBy: 'server, worker',
    meaning: 'End point id agreed with the payment service.',
  },
  paymentUser: {
    variable: 'LAUFZETTEL_PAYMENT_USER',
    kind: 'text',
    usedBy: 'server, worker',
    meaning: 'Technical user of the payment service (HTTP Basic).',
  },
  paymentPassword: {
    variable: 'LAUFZETTEL_PAYMENT_PASSWORD',
    kind: 'secret',
    usedBy: 'server, worker',
    meaning: 'Password of the technical user of the payment service.',
  },
  paymentDays: {
    variable: 'LAUFZETTEL_PAYMENT_DAYS',
    kind: 'integer',
    minimum: 1,
    maximum: 3650,
    fallback: 60,
    usedBy: 'server, worker',
    meaning: 'Days until a payment nobody made counts as failed, unless the process says otherwise.',
  },
  logLevel: {
    variable: 'LAUFZETTEL_LOG_LEVEL',
    kind: 'choice',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    fallback: 'info',
    usedBy: 'all',
    meaning: 'Least level that is logged.',
  },
  logFormat: {
    variable: 'LAUFZETTEL_LOG_FORMAT',
    kind: 'choice',
    choices: ['auto', 'pretty', 'json'],
    fallback: 'auto',
    usedBy: 'all',
    meaning: '`pretty` for people, `json` (one object a line) for machines, `auto`: pretty on a terminal.',
  },
  serverUrl: {
    variable: 'LAUFZETTEL_URL',
    kind: 'url',
    schemes: ['http:', 'https:'],
    secret: false,
    fallback: 'http://127.0.0.1:3000',
    usedBy: 'cli',
    meaning: 'Server the command line talks to.',
  },
  user: {
    variable: 'LAUFZETTEL_USER',
    kind: 'text',
    usedBy: 'cli',
    meaning: 'Log-in name of the command line.',
  },
  password: {
    variable: 'LAUFZETTEL_PASSWORD',
    kind: 'secret',
    usedBy: 'cli',
    meaning: 'Password of the command line; safer than an option, which other users of the machine can see.',
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
