/** Made from libs/contracts by scripts/contract-schemas.mjs; never edited by hand, a test keeps it in step. */
export const CONTRACT_SCHEMAS = {
  About: {
    type: 'object',
    properties: {
      product: { type: 'string' },
      version: { type: 'string' },
      town: { type: 'string', description: 'Name of the town on the top bar (`LAUFZETTEL_TOWN`).' },
      demoAccounts: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            displayName: { type: 'string' },
            roles: {
              type: 'array',
              items: {
                type: 'string',
                enum: ['process-owner', 'clerk', 'head', 'treasurer', 'integrator', 'operator'],
              },
            },
          },
          required: ['name', 'displayName', 'roles'],
        },
        description:
          'Log-in names of the demo accounts (password = name); empty unless embedded on a loopback address.',
      },
    },
    required: ['product', 'version', 'town', 'demoAccounts'],
    description: 'Answer of `GET /api/about`, public: what the log-in page needs before anybody is logged in.',
  },
  AssignTaskRequest: {
    type: 'object',
    properties: { assignee: { anyOf: [{ type: 'null' }, { type: 'string' }] } },
    required: ['assignee'],
    additionalProperties: false,
    description: 'Body of `POST /api/tasks/:id/assign` → TaskDetail. `assignee: null` gives it back to the groups.',
  },
  CancelInstanceRequest: {
    type: 'object',
    properties: { reason: { type: 'string', minLength: 1, maxLength: 2000 } },
    required: ['reason'],
    additionalProperties: false,
    description: 'Body of `POST /api/instances/:id/cancel` → 204.',
  },
  Change: {
    anyOf: [
      {
        type: 'object',
        properties: { kind: { const: 'instance' }, instanceId: { type: 'string' }, definitionKey: { type: 'string' } },
        required: ['kind', 'instanceId'],
      },
      {
        type: 'object',
        properties: { kind: { const: 'task' }, taskId: { type: 'string' }, instanceId: { type: 'string' } },
        required: ['kind', 'taskId'],
      },
      {
        type: 'object',
        properties: { kind: { const: 'incident' }, incidentId: { type: 'string' }, instanceId: { type: 'string' } },
        required: ['kind'],
      },
      {
        type: 'object',
        properties: { kind: { const: 'definition' }, definitionKey: { type: 'string' } },
        required: ['kind'],
      },
    ],
  },
  ChangesHello: { type: 'object', properties: { at: { type: 'string', format: 'date-time' } }, required: ['at'] },
  CompleteTaskRequest: {
    type: 'object',
    properties: {
      variables: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
      answers: {
        type: 'object',
        additionalProperties: { type: 'array', items: { type: 'string' } },
        description: 'Chosen flow ids by gateway id.',
      },
      date: { type: 'string', format: 'date-time', description: 'For purpose `date`: when the timer shall fire.' },
    },
    additionalProperties: false,
    description:
      'Body of `POST /api/tasks/:id/complete` → 200 TaskCompletion. An unclaimed task of my groups is claimed on the\nway. 409 `TASK_ALREADY_COMPLETED`, 403 `TASK_NOT_YOURS`, 422 `ANSWER_MISSING` or `ANSWER_UNKNOWN` with the gateway as\n`elementId`; in all these cases nothing has changed.',
  },
  DefinitionDetail: {
    type: 'object',
    properties: {
      deploymentId: { type: 'string' },
      resourceName: { type: 'string' },
      lanes: {
        type: 'array',
        items: {
          type: 'object',
          properties: { id: { type: 'string' }, name: { type: 'string' } },
          required: ['id', 'name'],
        },
      },
      groups: { type: 'array', items: { type: 'string' }, description: 'Groups any step of it is offered to.' },
      starterGroups: {
        type: 'array',
        items: { type: 'string' },
        description: 'Who may start it; everybody with the permission when empty.',
      },
      steps: {
        type: 'array',
        items: { $ref: '#/components/schemas/DefinitionStep' },
        description: 'Every flow node in the order of the file: the handbook, and the text alternative of the diagram.',
      },
      startForm: {
        anyOf: [
          {
            type: 'object',
            properties: {
              kind: { const: 'schema' },
              key: { type: 'string' },
              schema: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
            },
            required: ['kind', 'key', 'schema'],
          },
          {
            type: 'object',
            properties: {
              kind: { const: 'fields' },
              fields: { type: 'array', items: { $ref: '#/components/schemas/FormField' } },
            },
            required: ['kind', 'fields'],
          },
          {
            type: 'object',
            properties: { kind: { const: 'unknown' }, key: { type: 'string' } },
            required: ['kind', 'key'],
          },
        ],
      },
      findings: { type: 'array', items: { $ref: '#/components/schemas/Finding' } },
      activity: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          properties: { running: { type: 'number' }, incidents: { type: 'number' } },
          required: ['running', 'incidents'],
        },
        description: 'Cases of exactly this version that run now, by flow node id: the numbers on the diagram.',
      },
      deployedAt: { type: 'string', format: 'date-time' },
      deployedBy: { type: 'string' },
      documentation: { type: 'string' },
      versions: { type: 'number', description: 'How many versions there are.' },
      startable: { type: 'boolean', description: 'Has a none start event, so that a person can start it.' },
      mayStart: {
        type: 'boolean',
        description: 'Startable, and the person who asks may (permission and starter groups).',
      },
      counts: { $ref: '#/components/schemas/InstanceCounts', description: 'Cases of all versions.' },
      findingCounts: {
        type: 'object',
        properties: { warning: { type: 'number' }, info: { type: 'number' } },
        required: ['warning', 'info'],
        description: 'Findings of the latest version by severity.',
      },
      id: { type: 'string', description: 'Unique for ever; instances point to it.' },
      key: { type: 'string', description: 'BPMN id of the process, the same over all versions.' },
      version: { type: 'number', description: 'From 1, one more with each deployment that changes it.' },
      name: { type: 'string' },
      versionTag: { type: 'string' },
    },
    required: [
      'deploymentId',
      'resourceName',
      'lanes',
      'groups',
      'starterGroups',
      'steps',
      'findings',
      'activity',
      'deployedAt',
      'versions',
      'startable',
      'mayStart',
      'counts',
      'findingCounts',
      'id',
      'key',
      'version',
    ],
    description: '`GET /api/definitions/:key/versions/:version`; `latest` is a version.',
  },
  DefinitionQuery: {
    type: 'object',
    properties: {
      search: {
        type: 'string',
        description:
          'Words to look for in process names, keys and step names, case-insensitive; every word must occur.',
      },
      limit: { type: 'integer', description: 'PAGE_LIMITS.default when absent.', minimum: 1, maximum: 200 },
      cursor: {
        type: 'string',
        description:
          '`nextCursor` of the page before. Opaque: never build or read one. Keep the other parameters unchanged.',
      },
    },
    additionalProperties: false,
  },
  DefinitionRef: {
    type: 'object',
    properties: {
      id: { type: 'string', description: 'Unique for ever; instances point to it.' },
      key: { type: 'string', description: 'BPMN id of the process, the same over all versions.' },
      version: { type: 'number', description: 'From 1, one more with each deployment that changes it.' },
      name: { type: 'string' },
      versionTag: { type: 'string' },
    },
    required: ['id', 'key', 'version'],
    description: 'Which version of which process.',
  },
  DefinitionStep: {
    type: 'object',
    properties: {
      nodeId: { type: 'string' },
      type: { type: 'string', description: 'BPMN element name, e.g. `userTask`.' },
      name: { type: 'string' },
      lane: { type: 'string' },
      scopeId: { type: 'string', description: 'Enclosing subprocess; absent on the top level.' },
      instruction: { type: 'string' },
      candidates: {
        type: 'array',
        items: { type: 'string' },
        description: 'Groups and people it is offered to, as written in the model.',
      },
    },
    required: ['nodeId', 'type', 'candidates'],
    description: 'A step as the handbook tells it.',
  },
  DefinitionSummary: {
    type: 'object',
    properties: {
      deployedAt: { type: 'string', format: 'date-time' },
      deployedBy: { type: 'string' },
      documentation: { type: 'string' },
      versions: { type: 'number', description: 'How many versions there are.' },
      startable: { type: 'boolean', description: 'Has a none start event, so that a person can start it.' },
      mayStart: {
        type: 'boolean',
        description: 'Startable, and the person who asks may (permission and starter groups).',
      },
      counts: { $ref: '#/components/schemas/InstanceCounts', description: 'Cases of all versions.' },
      findingCounts: {
        type: 'object',
        properties: { warning: { type: 'number' }, info: { type: 'number' } },
        required: ['warning', 'info'],
        description: 'Findings of the latest version by severity.',
      },
      id: { type: 'string', description: 'Unique for ever; instances point to it.' },
      key: { type: 'string', description: 'BPMN id of the process, the same over all versions.' },
      version: { type: 'number', description: 'From 1, one more with each deployment that changes it.' },
      name: { type: 'string' },
      versionTag: { type: 'string' },
    },
    required: ['deployedAt', 'versions', 'startable', 'mayStart', 'counts', 'findingCounts', 'id', 'key', 'version'],
    description:
      'A card of the portal: the latest version of one process. `GET /api/definitions` → `Page<DefinitionSummary>`, by name.',
  },
  DefinitionVersion: {
    type: 'object',
    properties: {
      deployedAt: { type: 'string', format: 'date-time' },
      deployedBy: { type: 'string' },
      resourceName: { type: 'string' },
      counts: { $ref: '#/components/schemas/InstanceCounts' },
      id: { type: 'string', description: 'Unique for ever; instances point to it.' },
      key: { type: 'string', description: 'BPMN id of the process, the same over all versions.' },
      version: { type: 'number', description: 'From 1, one more with each deployment that changes it.' },
      name: { type: 'string' },
      versionTag: { type: 'string' },
    },
    required: ['deployedAt', 'resourceName', 'counts', 'id', 'key', 'version'],
    description: '`GET /api/definitions/:key/versions` → `Page<DefinitionVersion>`, newest first.',
  },
  DeployedResource: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      kind: { type: 'string', enum: ['bpmn', 'dmn', 'form', 'other'] },
      bytes: { type: 'number', description: 'Told in answer to an upload.' },
    },
    required: ['name', 'kind'],
  },
  Deployment: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      name: { type: 'string' },
      deployedAt: { type: 'string', format: 'date-time' },
      deployedBy: { type: 'string' },
      resources: { type: 'array', items: { $ref: '#/components/schemas/DeployedResource' } },
      definitions: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            id: { type: 'string', description: 'Unique for ever; instances point to it.' },
            key: { type: 'string', description: 'BPMN id of the process, the same over all versions.' },
            version: { type: 'number', description: 'From 1, one more with each deployment that changes it.' },
            name: { type: 'string' },
            versionTag: { type: 'string' },
            isNew: { type: 'boolean' },
          },
          required: ['id', 'key', 'version', 'isNew'],
        },
        description: 'Every process of the files; `isNew` is false when the latest version was the same already.',
      },
      findings: {
        type: 'array',
        items: { $ref: '#/components/schemas/Finding' },
        description:
          'Warnings and hints; errors never come with a deployment. Told in answer to an upload, empty in lists.',
      },
    },
    required: ['id', 'name', 'deployedAt', 'resources', 'definitions', 'findings'],
  },
  FieldError: {
    type: 'object',
    properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
    required: ['pointer', 'detail'],
    description:
      'One faulty field: `pointer` is an RFC 6901 JSON pointer into the body, or the name of a query parameter after `?`.',
  },
  Finding: {
    type: 'object',
    properties: {
      code: { type: 'string', description: 'Stable, SCREAMING_SNAKE_CASE, e.g. `DUPLICATE_ID`.' },
      severity: { $ref: '#/components/schemas/FindingSeverity' },
      message: { type: 'string', description: 'One plain English sentence.' },
      messageDe: {
        type: 'string',
        description: 'The same in German, where the importer has it; the screen prefers it when it speaks German.',
      },
      elementId: {
        type: 'string',
        description: 'Element of the diagram to pin it to; absent when the file as a whole is meant.',
      },
      file: { type: 'string', description: 'File name as uploaded.' },
      line: { type: 'number', description: 'Place in the XML, both counted from 1.' },
      column: { type: 'number' },
    },
    required: ['code', 'severity', 'message'],
    description:
      'What the importer has to say about one place of a file: what is wrong, or how a descriptive drawing will be read.',
  },
  FindingSeverity: {
    type: 'string',
    enum: ['error', 'warning', 'info'],
    description: '`error` (red) stops release · `warning` (yellow) says how we will read it · `info` (blue) is a hint.',
  },
  FollowUpRequest: {
    type: 'object',
    properties: { date: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] } },
    required: ['date'],
    additionalProperties: false,
    description: 'Body of `POST /api/tasks/:id/follow-up` → TaskDetail. Puts the task off; null takes the date away.',
  },
  FormField: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      label: { type: 'string' },
      type: {
        type: 'string',
        enum: ['string', 'boolean', 'long', 'double', 'date', 'enum'],
        description:
          '`long` is a whole number, `double` any number, `date` an ISO 8601 date, `enum` the id of one of `choices`.',
      },
      defaultValue: {
        anyOf: [
          { type: 'null' },
          { type: 'string' },
          { type: 'number' },
          { type: 'array', items: { $ref: '#/components/schemas/JsonValue' } },
          { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
          { type: 'boolean' },
        ],
        description: 'Used while the case has no value of this name.',
      },
      choices: {
        type: 'array',
        items: {
          type: 'object',
          properties: { id: { type: 'string' }, label: { type: 'string' } },
          required: ['id', 'label'],
        },
      },
      required: { type: 'boolean' },
      readOnly: { type: 'boolean' },
      constraints: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: 'As written in the model, e.g. `{ "minlength": "3" }`.',
      },
    },
    required: ['id', 'label', 'type', 'required', 'readOnly', 'constraints'],
    description: 'One field of a form written in the model. Its value travels as the variable `id`.',
  },
  Health: {
    type: 'object',
    properties: {
      status: { type: 'string', enum: ['up', 'down'] },
      version: { type: 'string' },
      checks: { type: 'array', items: { $ref: '#/components/schemas/HealthCheck' } },
    },
    required: ['status', 'version', 'checks'],
    description:
      '`GET /health/live` (the process answers), `GET /health/ready` (it can do its work) and `GET /health` (both, in detail);\nall public. 200 when `status` is `up`, otherwise 503.',
  },
  HealthCheck: {
    type: 'object',
    properties: {
      name: { type: 'string', description: '`database`, `queue`, `worker`, …' },
      status: { type: 'string', enum: ['up', 'down'] },
      detail: { type: 'string', description: 'What is wrong and what to do; never a secret or an address.' },
      milliseconds: { type: 'number' },
    },
    required: ['name', 'status'],
  },
  HistoryEntry: {
    type: 'object',
    properties: {
      sequence: { type: 'number', description: 'Grows with each fact of the case.' },
      at: { type: 'string', format: 'date-time' },
      type: {
        type: 'string',
        enum: [
          'other',
          'instance-started',
          'instance-ended',
          'instance-suspended',
          'instance-resumed',
          'element-entered',
          'element-completed',
          'element-canceled',
          'flow-taken',
          'variables-set',
          'task-created',
          'task-claimed',
          'task-unclaimed',
          'task-assigned',
          'task-completed',
          'task-canceled',
          'job-created',
          'job-completed',
          'job-canceled',
          'timer-scheduled',
          'timer-fired',
          'message-awaited',
          'message-received',
          'message-sent',
          'signal-sent',
          'error-thrown',
          'escalation-thrown',
          'decision-evaluated',
          'incident-raised',
          'incident-resolved',
        ],
      },
      nodeId: { type: 'string' },
      nodeType: { type: 'string' },
      name: { type: 'string', description: 'Name of the node or of the task.' },
      by: { type: 'string', description: 'Log-in name of who did it; absent when the machine did.' },
      elementInstanceId: { type: 'string' },
      taskId: { type: 'string' },
      incidentId: { type: 'string' },
      data: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description:
          'What belongs to the type: `variables` (set), `answers` (gateway question by answer labels), `reason`, `message`, `dueAt`, `code`.',
      },
    },
    required: ['sequence', 'at', 'type', 'data'],
    description:
      'One fact of the timeline. `GET /api/instances/:id/history` → `Page<HistoryEntry>`, oldest first. The screen turns facts\ninto sentences.',
  },
  HistoryType: {
    type: 'string',
    enum: [
      'other',
      'instance-started',
      'instance-ended',
      'instance-suspended',
      'instance-resumed',
      'element-entered',
      'element-completed',
      'element-canceled',
      'flow-taken',
      'variables-set',
      'task-created',
      'task-claimed',
      'task-unclaimed',
      'task-assigned',
      'task-completed',
      'task-canceled',
      'job-created',
      'job-completed',
      'job-canceled',
      'timer-scheduled',
      'timer-fired',
      'message-awaited',
      'message-received',
      'message-sent',
      'signal-sent',
      'error-thrown',
      'escalation-thrown',
      'decision-evaluated',
      'incident-raised',
      'incident-resolved',
    ],
  },
  IncidentCause: {
    type: 'object',
    properties: {
      causeId: { type: 'string' },
      kind: { type: 'string' },
      message: { type: 'string', description: 'Message of the newest one.' },
      definition: { $ref: '#/components/schemas/DefinitionRef' },
      nodeId: { type: 'string' },
      nodeName: { type: 'string' },
      count: { type: 'number', description: 'How many cases it stops.' },
      firstAt: { type: 'string', format: 'date-time' },
      lastAt: { type: 'string', format: 'date-time' },
    },
    required: ['causeId', 'kind', 'message', 'definition', 'nodeId', 'count', 'firstAt', 'lastAt'],
    description:
      'One line of the cockpit. `GET /api/incidents/causes` → `{ causes: IncidentCause[] }`, most cases first.',
  },
  IncidentCauses: {
    type: 'object',
    properties: { causes: { type: 'array', items: { $ref: '#/components/schemas/IncidentCause' } } },
    required: ['causes'],
  },
  IncidentQuery: {
    type: 'object',
    properties: {
      causeId: { type: 'string' },
      definitionKey: { type: 'string' },
      instanceId: { type: 'string' },
      limit: { type: 'integer', description: 'PAGE_LIMITS.default when absent.', minimum: 1, maximum: 200 },
      cursor: {
        type: 'string',
        description:
          '`nextCursor` of the page before. Opaque: never build or read one. Keep the other parameters unchanged.',
      },
    },
    additionalProperties: false,
    description: 'Query of `GET /api/incidents` → `Page<IncidentSummary>`, oldest first; only open ones.',
  },
  IncidentSummary: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      kind: {
        type: 'string',
        description: '`job`, `expression`, `noFlow`, `called`, `unhandledError`, `timer`, `decision`, `limit`, …',
      },
      message: { type: 'string' },
      raisedAt: { type: 'string', format: 'date-time' },
      instance: {
        type: 'object',
        properties: { id: { type: 'string' }, businessKey: { type: 'string' } },
        required: ['id'],
      },
      definition: { $ref: '#/components/schemas/DefinitionRef' },
      nodeId: { type: 'string' },
      nodeName: { type: 'string' },
      causeId: {
        type: 'string',
        description:
          'Groups incidents that very likely have the same cause: same definition, node, kind and message without its figures.',
      },
    },
    required: ['id', 'kind', 'message', 'raisedAt', 'instance', 'definition', 'nodeId', 'causeId'],
    description: 'Something that stops a case until somebody mends the cause and retries.',
  },
  InstanceCounts: {
    type: 'object',
    properties: { running: { type: 'number' }, ended: { type: 'number' }, incidents: { type: 'number' } },
    required: ['running', 'ended', 'incidents'],
  },
  InstanceDetail: {
    type: 'object',
    properties: {
      tokens: {
        type: 'array',
        items: { $ref: '#/components/schemas/Token' },
        description: 'Where it stands: every live element, outermost first.',
      },
      variables: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description: 'Variables of the case itself.',
      },
      path: {
        type: 'object',
        properties: {
          flows: { type: 'object', additionalProperties: { type: 'number' } },
          elements: { type: 'object', additionalProperties: { type: 'number' } },
        },
        required: ['flows', 'elements'],
        description: 'Ids of flows taken and of elements finished, with how often: the way taken, for drawing.',
      },
      tasks: {
        type: 'array',
        items: { $ref: '#/components/schemas/TaskSummary' },
        description: 'Open tasks the person who asks may see.',
      },
      openIncidents: { type: 'array', items: { $ref: '#/components/schemas/IncidentSummary' } },
      calledInstances: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            nodeId: { type: 'string' },
            definition: { $ref: '#/components/schemas/DefinitionRef' },
          },
          required: ['id', 'nodeId', 'definition'],
        },
        description: 'Cases called by this one, oldest first.',
      },
      id: { type: 'string' },
      definition: { $ref: '#/components/schemas/DefinitionRef' },
      businessKey: { type: 'string' },
      state: { type: 'string', enum: ['running', 'suspended', 'completed', 'terminated', 'canceled', 'failed'] },
      startedAt: { type: 'string', format: 'date-time' },
      startedBy: { type: 'string' },
      endedAt: { type: 'string', format: 'date-time' },
      superInstanceId: { type: 'string', description: 'The case that called this one.' },
      incidents: { type: 'number' },
      currentSteps: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of the steps it stands at, at most five.',
      },
    },
    required: [
      'tokens',
      'variables',
      'path',
      'tasks',
      'openIncidents',
      'calledInstances',
      'id',
      'definition',
      'state',
      'startedAt',
      'incidents',
      'currentSteps',
    ],
    description: '`GET /api/instances/:id`.',
  },
  InstanceQuery: {
    type: 'object',
    properties: {
      state: {
        type: 'array',
        items: { type: 'string', enum: ['running', 'suspended', 'completed', 'terminated', 'canceled', 'failed'] },
      },
      definitionKey: { type: 'string' },
      definitionId: { type: 'string' },
      businessKey: { type: 'string' },
      search: { type: 'string', description: 'Part of the business key, case-insensitive, or an instance id.' },
      startedBy: { type: 'string' },
      startedAfter: { type: 'string', format: 'date-time' },
      startedBefore: { type: 'string', format: 'date-time' },
      withIncidents: { type: 'boolean' },
      includeCalled: {
        type: 'boolean',
        description: 'Called cases are listed, too. Default: only those nobody called.',
      },
      limit: { type: 'integer', description: 'PAGE_LIMITS.default when absent.', minimum: 1, maximum: 200 },
      cursor: {
        type: 'string',
        description:
          '`nextCursor` of the page before. Opaque: never build or read one. Keep the other parameters unchanged.',
      },
    },
    additionalProperties: false,
    description:
      'Query of `GET /api/instances` → `Page<InstanceSummary>`. Filters combine with "and". Newest first: start, then id.',
  },
  InstanceState: { type: 'string', enum: ['running', 'suspended', 'completed', 'terminated', 'canceled', 'failed'] },
  InstanceSummary: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      definition: { $ref: '#/components/schemas/DefinitionRef' },
      businessKey: { type: 'string' },
      state: { type: 'string', enum: ['running', 'suspended', 'completed', 'terminated', 'canceled', 'failed'] },
      startedAt: { type: 'string', format: 'date-time' },
      startedBy: { type: 'string' },
      endedAt: { type: 'string', format: 'date-time' },
      superInstanceId: { type: 'string', description: 'The case that called this one.' },
      incidents: { type: 'number' },
      currentSteps: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of the steps it stands at, at most five.',
      },
    },
    required: ['id', 'definition', 'state', 'startedAt', 'incidents', 'currentSteps'],
    description: 'One case in a list.',
  },
  Instant: {
    type: 'string',
    format: 'date-time',
    description: 'An instant as ISO 8601 with milliseconds in UTC, e.g. `2026-11-20T08:15:00.000Z`.',
  },
  InvoiceFinding: {
    type: 'object',
    properties: {
      rule: {
        type: 'string',
        description:
          'Id of the broken rule (`BR-CO-10`), or of the gate that stopped the document (`DOCTYPE_FORBIDDEN`).',
      },
      level: { type: 'string', enum: ['error', 'warning', 'information'] },
      message: { type: 'string', description: 'What is wrong and what to change, in English.' },
      messageDe: { type: 'string', description: 'The same in plain German, ready for an answer to the supplier.' },
      location: {
        anyOf: [
          { type: 'null' },
          {
            type: 'object',
            properties: { path: { type: 'string' }, line: { type: 'integer' } },
            required: ['path', 'line'],
          },
        ],
        description: 'Where: XPath and line in the XML; null when the document could not be read that far.',
      },
    },
    required: ['rule', 'level', 'message', 'messageDe', 'location'],
    description: 'One fault (or remark) of an electronic invoice.',
  },
  InvoiceValidation: {
    type: 'object',
    properties: {
      accepted: { type: 'boolean', description: 'True when no finding is of level error.' },
      syntax: {
        anyOf: [{ type: 'null' }, { type: 'string' }],
        description: '`ubl-invoice`, `ubl-creditnote`, `cii`, or null when it is none.',
      },
      profile: {
        anyOf: [{ type: 'null' }, { type: 'string' }],
        description:
          'By the specification identifier (BT-24), e.g. `xrechnung`; null when the document could not be read that far.',
      },
      findings: { type: 'array', items: { $ref: '#/components/schemas/InvoiceFinding' } },
      durationMs: { type: 'number' },
      source: {
        anyOf: [
          { type: 'null' },
          {
            type: 'object',
            properties: {
              attachmentName: { anyOf: [{ type: 'null' }, { type: 'string' }] },
              sha256: { type: 'string' },
            },
            required: ['attachmentName', 'sha256'],
          },
        ],
        description:
          'What was judged: the file itself, or the XML inside a PDF with its hash over the bytes exactly as embedded.',
      },
    },
    required: ['accepted', 'syntax', 'profile', 'findings', 'durationMs', 'source'],
    description: '200 of `POST /api/invoices/validate`.',
  },
  JsonObject: { type: 'object', additionalProperties: true, description: 'Variables of a case by name.' },
  JsonValue: { description: 'Plain data as it travels: what variables, payloads and form schemas are made of.' },
  LeitwegIdCheck: {
    type: 'object',
    properties: {
      value: { type: 'string' },
      valid: { type: 'boolean' },
      reason: {
        type: 'string',
        description:
          '`ok`, or what is wrong: `checksum`, `missing-check-digits`, `format`, `characters`, `length-coarse`, `length-fine`, `state`.',
      },
      message: { type: 'string' },
      messageDe: { type: 'string' },
    },
    required: ['value', 'valid', 'reason', 'message', 'messageDe'],
    description: '200 of `GET /api/invoices/leitweg-id/:value`.',
  },
  LogInRequest: {
    type: 'object',
    properties: { name: { type: 'string', maxLength: 200 }, password: { type: 'string', maxLength: 1024 } },
    required: ['name', 'password'],
    additionalProperties: false,
    description: 'Body of `POST /api/session`.',
  },
  MessageDelivery: {
    type: 'object',
    properties: {
      delivered: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            kind: { type: 'string', enum: ['instance', 'start'] },
            instanceId: { type: 'string' },
            definition: { $ref: '#/components/schemas/DefinitionRef' },
          },
          required: ['kind', 'instanceId', 'definition'],
        },
      },
    },
    required: ['delivered'],
    description: '200: who got it.',
  },
  PageQuery: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'PAGE_LIMITS.default when absent.', minimum: 1, maximum: 200 },
      cursor: {
        type: 'string',
        description:
          '`nextCursor` of the page before. Opaque: never build or read one. Keep the other parameters unchanged.',
      },
    },
    additionalProperties: false,
    description: 'Query parameters every list understands.',
  },
  People: {
    type: 'object',
    properties: {
      people: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            displayName: { type: 'string' },
            groups: {
              type: 'array',
              items: { type: 'string' },
              description: 'Offices and lanes this person works for; {@link EVERY_GROUP } stands for all.',
            },
            roles: {
              type: 'array',
              items: {
                type: 'string',
                enum: ['process-owner', 'clerk', 'head', 'treasurer', 'integrator', 'operator'],
              },
            },
          },
          required: ['name', 'displayName', 'groups', 'roles'],
        },
      },
    },
    required: ['people'],
    description: 'Answer of `GET /api/people`, by display name.',
  },
  Permission: {
    type: 'string',
    enum: [
      'process:read',
      'process:deploy',
      'instance:start',
      'instance:read',
      'instance:operate',
      'task:work',
      'task:assign',
      'message:send',
      'incident:read',
      'incident:retry',
      'job:work',
      'user:read',
      'system:read',
      'document:read',
      'document:write',
      'invoice:read',
      'invoice:receive',
      'payment:read',
      'intake:read',
      'intake:operate',
    ],
  },
  Person: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      displayName: { type: 'string' },
      groups: {
        type: 'array',
        items: { type: 'string' },
        description: 'Offices and lanes this person works for; {@link EVERY_GROUP } stands for all.',
      },
    },
    required: ['name', 'displayName', 'groups'],
    description:
      'Somebody, as others may see them. `name` is the log-in name and what `assignee` and `startedBy` contain.',
  },
  ProblemDetails: {
    type: 'object',
    properties: {
      type: { type: 'string', description: '`/problems/<code in kebab-case>`, relative to the server.' },
      title: { type: 'string' },
      status: { type: 'number' },
      code: { type: 'string' },
      detail: { type: 'string' },
      instance: { type: 'string', description: 'Path of the request.' },
      requestId: { type: 'string', description: 'What a log line of the server can be found by.' },
      findings: {
        type: 'array',
        items: { $ref: '#/components/schemas/Finding' },
        description: '422 on deploying: what is wrong, with element, line and column.',
      },
      errors: {
        type: 'array',
        items: { $ref: '#/components/schemas/FieldError' },
        description: '400 and 422: each faulty field of the request.',
      },
      elementId: { type: 'string', description: 'Element of the diagram the problem is about, where there is one.' },
    },
    required: ['type', 'title', 'status', 'code', 'detail', 'instance', 'requestId'],
    description:
      'Body of every answer with a status of 400 and above (RFC 9457, `application/problem+json`). Programs branch on `code`\n(stable, SCREAMING_SNAKE_CASE); `title` and `detail` are English sentences for people, `detail` of the form\n"Expected …, but …". The browser app translates by `code` and falls back to `detail`.',
  },
  PublishMessageRequest: {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1 },
      correlation: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
      businessKey: { type: 'string' },
      all: { type: 'boolean', description: 'Deliver to every match instead of exactly one.' },
      instanceId: { type: 'string', description: 'Only this case.' },
      variables: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
    },
    required: ['name'],
    additionalProperties: false,
    description:
      'Body of `POST /api/messages`. Goes to exactly one receiver: the waiting case whose subscription has this name and whose\ncorrelation values are all equal to those given, or the process whose message start event has this name. Nothing is\nbuffered: 404 `MESSAGE_NOT_CORRELATED` when nobody waits, 409 `AMBIGUOUS_CORRELATION` when several do.',
  },
  RetryIncidentsRequest: {
    type: 'object',
    properties: { causeId: { type: 'string' } },
    required: ['causeId'],
    additionalProperties: false,
    description:
      'Body of `POST /api/incidents/retry` → 200 RetryResult: all incidents of a cause. One alone:\n`POST /api/incidents/:id/retry` without body → 200 RetryResult.',
  },
  RetryResult: {
    type: 'object',
    properties: {
      retried: {
        type: 'number',
        description: 'Incidents resolved; the work is tried again and may fail again as a new incident.',
      },
    },
    required: ['retried'],
  },
  Role: { type: 'string', enum: ['process-owner', 'clerk', 'head', 'treasurer', 'integrator', 'operator'] },
  Session: {
    type: 'object',
    properties: {
      person: { $ref: '#/components/schemas/Person' },
      roles: {
        type: 'array',
        items: { type: 'string', enum: ['process-owner', 'clerk', 'head', 'treasurer', 'integrator', 'operator'] },
      },
      permissions: {
        type: 'array',
        items: {
          type: 'string',
          enum: [
            'process:read',
            'process:deploy',
            'instance:start',
            'instance:read',
            'instance:operate',
            'task:work',
            'task:assign',
            'message:send',
            'incident:read',
            'incident:retry',
            'job:work',
            'user:read',
            'system:read',
            'document:read',
            'document:write',
            'invoice:read',
            'invoice:receive',
            'payment:read',
            'intake:read',
            'intake:operate',
          ],
        },
      },
      expiresAt: {
        type: 'string',
        format: 'date-time',
        description: 'When the session ends if it is not used again. Absent for HTTP Basic.',
      },
    },
    required: ['person', 'roles', 'permissions'],
    description:
      'Answer of `POST /api/session` (log in, 200, sets the cookie) and of `GET /api/session` (who am I, 401 without a\nsession). `DELETE /api/session` logs out (204). Wrong name or password: 401 `CREDENTIALS_WRONG`; after too many\nattempts 429 `TOO_MANY_ATTEMPTS` with `Retry-After` in seconds.\n\nThe cookie is HttpOnly, SameSite=Strict and slides: each use prolongs it. Requests that change something are refused\nwith 403 `CROSS_SITE_REQUEST` when the browser says that another site caused them (`Sec-Fetch-Site`, `Origin`); a\npage of the same origin needs no token and no special header.',
  },
  SetVariablesRequest: {
    type: 'object',
    properties: {
      variables: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
      remove: { type: 'array', items: { type: 'string' } },
    },
    additionalProperties: false,
    description:
      'Body of `PATCH /api/instances/:id/variables` → 204. A variable set to null keeps its name; `remove` takes it away.',
  },
  StartInstanceRequest: {
    type: 'object',
    properties: {
      definitionKey: { type: 'string', description: 'Starts the latest version, or `version`.' },
      version: { type: 'integer' },
      definitionId: { type: 'string' },
      businessKey: { type: 'string', description: 'Case number as people know it.', maxLength: 255 },
      variables: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
      startNodeId: { type: 'string', description: 'Which start event, if there are several.' },
    },
    additionalProperties: false,
    description:
      'Body of `POST /api/instances` → 201 InstanceSummary. Exactly one of `definitionKey` and `definitionId`.',
  },
  TaskCompletion: {
    type: 'object',
    properties: {
      instanceId: { type: 'string' },
      next: {
        type: 'array',
        items: { $ref: '#/components/schemas/TaskSummary' },
        description: 'Tasks of the same case that are open now and may be worked by the same person: "go on with".',
      },
    },
    required: ['instanceId', 'next'],
  },
  TaskCounts: {
    type: 'object',
    properties: {
      mine: { type: 'number' },
      groups: { type: 'number' },
      followUps: { type: 'number' },
      late: { type: 'number' },
      done: { type: 'number' },
      all: { type: 'number' },
      byGroup: {
        type: 'object',
        additionalProperties: { type: 'number' },
        description: 'Open and unclaimed by group the person works for; groups without tasks are absent.',
      },
    },
    required: ['mine', 'groups', 'followUps', 'late', 'done', 'byGroup'],
    description:
      'Answer of `GET /api/tasks/counts`: the numbers beside the filters. `all` only with permission `task:assign`.',
  },
  TaskDetail: {
    type: 'object',
    properties: {
      instruction: { type: 'string', description: 'What to do, in the words of whoever drew the process.' },
      lane: { type: 'string' },
      asks: {
        type: 'array',
        items: { $ref: '#/components/schemas/TaskQuestion' },
        description: 'Questions of the gateways behind; all must be answered to complete.',
      },
      form: {
        anyOf: [
          {
            type: 'object',
            properties: {
              kind: { const: 'schema' },
              key: { type: 'string' },
              schema: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
            },
            required: ['kind', 'key', 'schema'],
          },
          {
            type: 'object',
            properties: {
              kind: { const: 'fields' },
              fields: { type: 'array', items: { $ref: '#/components/schemas/FormField' } },
            },
            required: ['kind', 'fields'],
          },
          {
            type: 'object',
            properties: { kind: { const: 'unknown' }, key: { type: 'string' } },
            required: ['kind', 'key'],
          },
        ],
      },
      variables: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description: 'Case data visible at this step.',
      },
      may: {
        type: 'object',
        properties: {
          claim: { type: 'boolean' },
          unclaim: { type: 'boolean' },
          complete: { type: 'boolean' },
          assign: { type: 'boolean' },
          followUp: { type: 'boolean' },
        },
        required: ['claim', 'unclaim', 'complete', 'assign', 'followUp'],
        description: 'What the person who asks may do with it now.',
      },
      id: { type: 'string' },
      name: { type: 'string' },
      purpose: { $ref: '#/components/schemas/TaskPurpose' },
      state: { $ref: '#/components/schemas/TaskState' },
      nodeId: { type: 'string' },
      instance: {
        type: 'object',
        properties: { id: { type: 'string' }, businessKey: { type: 'string' } },
        required: ['id'],
      },
      definition: { $ref: '#/components/schemas/DefinitionRef' },
      assignee: {
        type: 'object',
        properties: { name: { type: 'string' }, displayName: { type: 'string' } },
        required: ['name', 'displayName'],
      },
      candidateGroups: { type: 'array', items: { type: 'string' } },
      candidateUsers: { type: 'array', items: { type: 'string' } },
      priority: { type: 'number' },
      createdAt: { type: 'string', format: 'date-time' },
      dueDate: { type: 'string', format: 'date-time' },
      followUpDate: { type: 'string', format: 'date-time' },
      late: { type: 'boolean', description: 'Due date passed while open.' },
      completedAt: { type: 'string', format: 'date-time' },
      completedBy: { type: 'string' },
    },
    required: [
      'asks',
      'variables',
      'may',
      'id',
      'name',
      'purpose',
      'state',
      'nodeId',
      'instance',
      'definition',
      'candidateGroups',
      'candidateUsers',
      'priority',
      'createdAt',
      'late',
    ],
    description: '`GET /api/tasks/:id`.',
  },
  TaskForm: {
    anyOf: [
      {
        type: 'object',
        properties: {
          kind: { const: 'schema' },
          key: { type: 'string' },
          schema: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
        },
        required: ['kind', 'key', 'schema'],
      },
      {
        type: 'object',
        properties: {
          kind: { const: 'fields' },
          fields: { type: 'array', items: { $ref: '#/components/schemas/FormField' } },
        },
        required: ['kind', 'fields'],
      },
      {
        type: 'object',
        properties: { kind: { const: 'unknown' }, key: { type: 'string' } },
        required: ['kind', 'key'],
      },
    ],
    description:
      'What to show where data is entered.\n`schema`: a form-js schema, deployed with the process or inside its file · `fields`: fields written in the model itself ·\n`unknown`: the model names a form that was not deployed; show the case data and say so. No form at all is expressed\nby the absence of the whole object.',
  },
  TaskPurpose: {
    type: 'string',
    enum: ['date', 'perform', 'decide', 'confirm'],
    description: 'Why it is asked: see TaskDetail.asks, and `date` for a timer drawn with words only.',
  },
  TaskQuery: {
    type: 'object',
    properties: {
      scope: {
        type: 'string',
        enum: ['mine', 'groups', 'followUps', 'late', 'done', 'all'],
        description: '`mine` when absent.',
      },
      group: { type: 'string' },
      definitionKey: { type: 'string' },
      instanceId: { type: 'string' },
      search: { type: 'string', description: "Part of the task's name or of the business key, case-insensitive." },
      limit: { type: 'integer', description: 'PAGE_LIMITS.default when absent.', minimum: 1, maximum: 200 },
      cursor: {
        type: 'string',
        description:
          '`nextCursor` of the page before. Opaque: never build or read one. Keep the other parameters unchanged.',
      },
    },
    additionalProperties: false,
    description:
      'Query of `GET /api/tasks` → `Page<TaskSummary>`. Order: due date (none last), priority downwards, age, id.',
  },
  TaskQuestion: {
    type: 'object',
    properties: {
      gatewayId: { type: 'string' },
      text: { type: 'string' },
      multiple: {
        type: 'boolean',
        description: 'Several answers may be ticked; otherwise exactly one. At least one in any case.',
      },
      answers: {
        type: 'array',
        items: {
          type: 'object',
          properties: { flowId: { type: 'string' }, label: { type: 'string' } },
          required: ['flowId', 'label'],
        },
      },
    },
    required: ['gatewayId', 'text', 'multiple', 'answers'],
    description: "A gateway's question: its name and the labels of its flows.",
  },
  TaskScope: { type: 'string', enum: ['mine', 'groups', 'followUps', 'late', 'done', 'all'] },
  TaskState: { type: 'string', enum: ['completed', 'canceled', 'open'] },
  TaskSummary: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      name: { type: 'string' },
      purpose: { $ref: '#/components/schemas/TaskPurpose' },
      state: { $ref: '#/components/schemas/TaskState' },
      nodeId: { type: 'string' },
      instance: {
        type: 'object',
        properties: { id: { type: 'string' }, businessKey: { type: 'string' } },
        required: ['id'],
      },
      definition: { $ref: '#/components/schemas/DefinitionRef' },
      assignee: {
        type: 'object',
        properties: { name: { type: 'string' }, displayName: { type: 'string' } },
        required: ['name', 'displayName'],
      },
      candidateGroups: { type: 'array', items: { type: 'string' } },
      candidateUsers: { type: 'array', items: { type: 'string' } },
      priority: { type: 'number' },
      createdAt: { type: 'string', format: 'date-time' },
      dueDate: { type: 'string', format: 'date-time' },
      followUpDate: { type: 'string', format: 'date-time' },
      late: { type: 'boolean', description: 'Due date passed while open.' },
      completedAt: { type: 'string', format: 'date-time' },
      completedBy: { type: 'string' },
    },
    required: [
      'id',
      'name',
      'purpose',
      'state',
      'nodeId',
      'instance',
      'definition',
      'candidateGroups',
      'candidateUsers',
      'priority',
      'createdAt',
      'late',
    ],
    description: 'One line of the inbox.',
  },
  Token: {
    type: 'object',
    properties: {
      elementInstanceId: { type: 'string' },
      nodeId: { type: 'string' },
      nodeType: { type: 'string', description: 'BPMN element name, e.g. `userTask`.' },
      name: { type: 'string' },
      parentId: { type: 'string', description: 'Enclosing live element; absent when directly in the process.' },
      since: { type: 'string', format: 'date-time' },
      hasIncident: { type: 'boolean' },
      variables: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description: 'Variables local to this element, when it has any.',
      },
    },
    required: ['elementInstanceId', 'nodeId', 'nodeType', 'hasIncident'],
    description: 'A live element: what "you are here" is drawn from.',
  },
  ValidatedFile: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      kind: { type: 'string', enum: ['bpmn', 'dmn', 'form', 'other'] },
      processes: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            key: { type: 'string' },
            name: { type: 'string' },
            nextVersion: {
              type: 'number',
              description: 'Version that would be created; the existing one when the file is unchanged.',
            },
            unchanged: { type: 'boolean' },
          },
          required: ['key', 'nextVersion', 'unchanged'],
        },
        description: 'Processes found in it, with what deploying would make of them.',
      },
      findings: { type: 'array', items: { $ref: '#/components/schemas/Finding' } },
    },
    required: ['name', 'kind', 'processes', 'findings'],
  },
  Validation: {
    type: 'object',
    properties: {
      deployable: { type: 'boolean', description: 'No finding is an error.' },
      files: { type: 'array', items: { $ref: '#/components/schemas/ValidatedFile' } },
    },
    required: ['deployable', 'files'],
    description: 'Answer of `POST /api/deployments/validate`, 200 also when files are faulty. Nothing is stored.',
  },
};
