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
                enum: ['process-owner', 'clerk', 'head', 'treasurer', 'integrator', 'operator', 'worker'],
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
  ApplicationDocument: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      title: { type: 'string' },
      fileName: { type: 'string' },
      mediaType: { type: 'string' },
      size: { type: 'integer' },
      releasedAt: {
        anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }],
        description: 'When it was released; null: not said.',
      },
    },
    required: ['id', 'title', 'fileName', 'mediaType', 'size', 'releasedAt'],
    description: 'A document the office has released to the applicant.',
  },
  ApplicationDocumentRequest: {
    type: 'object',
    properties: {
      documentId: { type: 'string', maxLength: 100 },
      number: { type: 'string', maxLength: 60 },
      secret: { type: 'string', maxLength: 60 },
    },
    required: ['documentId', 'number', 'secret'],
    additionalProperties: false,
  },
  ApplicationReceipt: {
    type: 'object',
    properties: {
      number: { type: 'string' },
      secret: { type: 'string', description: 'Opens the status page together with the number.' },
      service: { type: 'string' },
      receivedAt: { type: 'string', format: 'date-time' },
    },
    required: ['number', 'secret', 'service', 'receivedAt'],
    description: 'Answer of `POST /api/online-services/:key/applications`: what the applicant keeps.',
  },
  ApplicationStage: {
    type: 'string',
    enum: ['received', 'in-review', 'papers-missing', 'decided', 'closed'],
    description:
      '`received`: nobody has begun · `in-review`: the office works on it · `papers-missing`: the applicant is asked for papers ·\n`decided`: the decision is on its way · `closed`: all is done',
  },
  ApplicationStatus: {
    type: 'object',
    properties: {
      number: { type: 'string' },
      service: { type: 'string' },
      town: { type: 'string' },
      receivedAt: { type: 'string', format: 'date-time' },
      stage: { $ref: '#/components/schemas/ApplicationStage' },
      text: { anyOf: [{ type: 'null' }, { type: 'string' }], description: 'What the office says about it.' },
      missing: {
        anyOf: [
          { type: 'null' },
          {
            type: 'object',
            properties: {
              papers: { type: 'array', items: { type: 'string' } },
              note: { anyOf: [{ type: 'null' }, { type: 'string' }] },
              until: {
                anyOf: [{ type: 'null' }, { type: 'string' }],
                description: 'Day or instant; null: no time was set.',
              },
              canUpload: { type: 'boolean', description: 'Can they be sent here?' },
            },
            required: ['papers', 'note', 'until', 'canUpload'],
          },
        ],
        description: 'Set while papers are missing.',
      },
      documents: {
        type: 'array',
        items: { $ref: '#/components/schemas/ApplicationDocument' },
        description: 'What may be fetched, in the order it was released.',
      },
      maximumFileBytes: { type: 'integer' },
    },
    required: ['number', 'service', 'town', 'receivedAt', 'stage', 'text', 'missing', 'documents', 'maximumFileBytes'],
    description: 'Where an application stands, for the person who made it.',
  },
  ApplicationStatusRequest: {
    type: 'object',
    properties: { number: { type: 'string', maxLength: 60 }, secret: { type: 'string', maxLength: 60 } },
    required: ['number', 'secret'],
    additionalProperties: false,
    description: 'Body of `POST /api/application-status`.',
  },
  AssignTaskRequest: {
    type: 'object',
    properties: { assignee: { anyOf: [{ type: 'null' }, { type: 'string' }] } },
    required: ['assignee'],
    additionalProperties: false,
    description: 'Body of `POST /api/tasks/:id/assign` → TaskDetail. `assignee: null` gives it back to the groups.',
  },
  AwaitedEvent: {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['message', 'signal'] },
      name: { type: 'string' },
      nodeId: { type: 'string' },
      label: { type: 'string', description: 'Name of the event or task that waits.' },
      elementInstanceId: { type: 'string' },
      since: { type: 'string', format: 'date-time' },
      correlation: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description: 'Values the sender must give, see PublishMessageRequest.correlation; empty for signals.',
      },
      fields: {
        type: 'array',
        items: { type: 'string' },
        description:
          'Names of what the receiver takes over from the message; empty where it takes over whatever comes.',
      },
    },
    required: ['kind', 'name', 'nodeId', 'elementInstanceId', 'since', 'correlation', 'fields'],
    description: 'A message or signal a case waits for; see {@link InstanceDetail }.awaits.',
  },
  BatchItem: {
    type: 'object',
    properties: {
      position: { type: 'number' },
      targetId: {
        type: 'string',
        description: 'A case, but for `setRetries`: a job, for `deleteDecisions`: an evaluation.',
      },
      state: { type: 'string', enum: ['waiting', 'done', 'failed'] },
      attempts: { type: 'number' },
      error: {
        type: 'string',
        description: 'Why it failed: English, for logs and programs; what people read is made of `fault`.',
      },
      fault: { $ref: '#/components/schemas/Fault', description: 'Absent of what failed before there was this field.' },
      startedInstanceId: { type: 'string', description: 'The new case of a restart.' },
    },
    required: ['position', 'targetId', 'state', 'attempts'],
    description: 'One target of a batch. `GET /api/batches/:id/items` → `Page<BatchItem>`, in order.',
  },
  BatchItemQuery: {
    type: 'object',
    properties: {
      state: { type: 'array', items: { type: 'string', enum: ['waiting', 'done', 'failed'] } },
      limit: { type: 'integer', description: 'PAGE_LIMITS.default when absent.', minimum: 1, maximum: 200 },
      cursor: {
        type: 'string',
        description:
          '`nextCursor` of the page before. Opaque: never build or read one. Keep the other parameters unchanged.',
      },
    },
    additionalProperties: false,
    description: 'Query of `GET /api/batches/:id/items`.',
  },
  BatchKind: {
    type: 'string',
    enum: [
      'deleteInstances',
      'deleteHistory',
      'deleteDecisions',
      'modify',
      'migrate',
      'setRetries',
      'setExternalTaskRetries',
      'suspend',
      'resume',
      'setVariables',
      'restart',
      'correlate',
    ],
  },
  BatchQuery: {
    type: 'object',
    properties: {
      open: { type: 'boolean', description: 'Not ended.' },
      kind: {
        type: 'array',
        items: {
          type: 'string',
          enum: [
            'deleteInstances',
            'deleteHistory',
            'deleteDecisions',
            'modify',
            'migrate',
            'setRetries',
            'setExternalTaskRetries',
            'suspend',
            'resume',
            'setVariables',
            'restart',
            'correlate',
          ],
        },
      },
      limit: { type: 'integer', description: 'PAGE_LIMITS.default when absent.', minimum: 1, maximum: 200 },
      cursor: {
        type: 'string',
        description:
          '`nextCursor` of the page before. Opaque: never build or read one. Keep the other parameters unchanged.',
      },
    },
    additionalProperties: false,
    description: 'Query of `GET /api/batches` → `Page<BatchSummary>`, newest first.',
  },
  BatchSummary: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      kind: {
        type: 'string',
        enum: [
          'deleteInstances',
          'deleteHistory',
          'deleteDecisions',
          'modify',
          'migrate',
          'setRetries',
          'setExternalTaskRetries',
          'suspend',
          'resume',
          'setVariables',
          'restart',
          'correlate',
        ],
      },
      total: { type: 'number' },
      waiting: { type: 'number' },
      done: { type: 'number' },
      failed: { type: 'number' },
      suspended: { type: 'boolean' },
      createdAt: { type: 'string', format: 'date-time' },
      createdBy: { type: 'string' },
      startedAt: { type: 'string', format: 'date-time' },
      endedAt: { type: 'string', format: 'date-time' },
      outcome: {
        type: 'string',
        enum: ['completed', 'canceled'],
        description: '`canceled`: stopped before everything was done. Absent while it is open.',
      },
    },
    required: ['id', 'kind', 'total', 'waiting', 'done', 'failed', 'suspended', 'createdAt'],
    description: 'The same done to many cases, with its progress: `total` = `waiting` + `done` + `failed`.',
  },
  BeginStepsRequest: {
    type: 'object',
    properties: {
      steps: { type: 'array', items: { type: 'string' }, description: 'Node ids of TaskDetail.choices; at least one.' },
    },
    required: ['steps'],
    additionalProperties: false,
    description:
      "Body of `POST /api/tasks/:id/steps` → TaskDetail: begins these steps, in this order where the subprocess is\nsequential. 403 `TASK_NOT_YOURS`, 409 `TASK_ALREADY_COMPLETED`, 422 `STEP_NOT_OFFERED` when one is none of the task's choices;\nin all these cases nothing has changed.",
  },
  CancelInstanceRequest: {
    type: 'object',
    properties: { reason: { type: 'string', minLength: 1, maxLength: 2000 } },
    required: ['reason'],
    additionalProperties: false,
    description: 'Body of `POST /api/instances/:id/cancel` → 204.',
  },
  CaseChange: {
    anyOf: [
      {
        type: 'object',
        properties: { kind: { const: 'cancel' }, elementInstanceId: { type: 'string' } },
        required: ['kind', 'elementInstanceId'],
      },
      {
        type: 'object',
        properties: { kind: { const: 'cancelAll' }, nodeId: { type: 'string' } },
        required: ['kind', 'nodeId'],
      },
      {
        type: 'object',
        properties: {
          kind: { type: 'string', enum: ['startBefore', 'startAfter'] },
          nodeId: { type: 'string' },
          ancestorId: { type: 'string' },
          variables: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
        },
        required: ['kind', 'nodeId'],
      },
      {
        type: 'object',
        properties: {
          kind: { const: 'move' },
          elementInstanceId: { type: 'string' },
          nodeId: { type: 'string' },
          position: { type: 'string', enum: ['before', 'after'] },
          variables: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
        },
        required: ['kind', 'elementInstanceId', 'nodeId', 'position'],
      },
    ],
    description:
      'One change by hand of where a case stands. `cancel` and `move` are about one token ({@link Token.elementInstanceId });\n`cancelAll` takes away all tokens of an element. `ancestorId` names the live scope a step begins in where there are several\n(see {@link CasePlace.ancestors}). `variables` are set for what begins.',
  },
  CasePlace: {
    type: 'object',
    properties: {
      nodeId: { type: 'string' },
      nodeType: { type: 'string' },
      name: { type: 'string' },
      scopeId: { type: 'string', description: 'The element it lies in; the key of the process at the top.' },
      before: {
        type: 'string',
        enum: ['compensation', 'boundaryEvent', 'eventSubProcess', 'noFlow', 'severalFlows'],
        description: 'Why nothing can be begun before it; absent when it can.',
      },
      after: {
        type: 'string',
        enum: ['compensation', 'boundaryEvent', 'eventSubProcess', 'noFlow', 'severalFlows'],
        description: 'Why nothing can be begun after it; absent when it can.',
      },
      ancestors: {
        type: 'array',
        items: { type: 'string' },
        description: 'Live scopes ({@link Token.elementInstanceId }) it can be begun in, where one must be named.',
      },
    },
    required: ['nodeId', 'nodeType', 'scopeId'],
  },
  CasePlaces: {
    type: 'object',
    properties: { places: { type: 'array', items: { $ref: '#/components/schemas/CasePlace' } } },
    required: ['places'],
    description: '`GET /api/instances/:id/places`: what can be done by hand at each element of a running case.',
  },
  CaseRecord: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
        description: 'File reference or path as people write it; absent while nothing has been filed.',
      },
      title: { type: 'string' },
      closed: { type: 'boolean', description: 'Closed for the files: nothing can be added.' },
      dms: {
        type: 'string',
        description: 'The DMS documents are handed over to; absent with the built-in archive alone.',
      },
      documents: {
        type: 'array',
        items: { $ref: '#/components/schemas/DocumentSummary' },
        description: 'In the order they were filed.',
      },
    },
    required: ['closed', 'documents'],
    description: '`GET /api/instances/:id/documents`: the record of a case; called cases share it.',
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
  ChangeMappingRequest: {
    type: 'object',
    properties: {
      variables: {
        anyOf: [{ type: 'null' }, { type: 'object', additionalProperties: { type: 'string' } }],
        description: 'Variable → FEEL expression; null goes back to the file.',
      },
    },
    required: ['variables'],
    additionalProperties: false,
    description: 'Body of `POST /api/intake/services/:key/mapping`.',
  },
  ChangeRetentionRequest: {
    type: 'object',
    properties: {
      days: { type: 'integer', description: 'Days after their end; absent: for ever.', minimum: 0, maximum: 36500 },
      expected: {
        type: 'integer',
        description:
          'How many ended cases the person was told would be erased; when it is more by now, nothing is changed (409).',
        minimum: 0,
      },
    },
    additionalProperties: false,
    description: 'Body of `POST /api/definitions/:key/retention` → Retention. All versions get it.',
  },
  ChangesHello: { type: 'object', properties: { at: { type: 'string', format: 'date-time' } }, required: ['at'] },
  CodedText: {
    type: 'object',
    properties: { code: { type: 'string' }, de: { type: 'string' }, en: { type: 'string' } },
    required: ['code', 'de', 'en'],
    description:
      "A word of the standard's code lists, as people say it. `de` and `en` are the code itself where the list has no word.",
  },
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
      dropOpenSteps: {
        type: 'boolean',
        description:
          '`false`: 409 `STEPS_STILL_OPEN`, nothing changed, when completing would drop steps of an ad-hoc subprocess that are still\nopen (TaskDetail.openSteps). Dropped without a question when absent.',
      },
    },
    additionalProperties: false,
    description:
      'Body of `POST /api/tasks/:id/complete` → 200 TaskCompletion. An unclaimed task of my groups is claimed on the\nway. 409 `TASK_ALREADY_COMPLETED`, 403 `TASK_NOT_YOURS`, 422 `ANSWER_MISSING` or `ANSWER_UNKNOWN` with the gateway as\n`elementId`, 422 `VARIABLES_INVALID` with every field of the form that is required but empty, here and in the case, or\nwhose value does not fit; in all these cases nothing has changed.',
  },
  CreateBatchRequest: {
    type: 'object',
    properties: {
      operation: {
        anyOf: [
          {
            type: 'object',
            properties: {
              kind: { const: 'deleteInstances' },
              reason: { type: 'string', minLength: 1, maxLength: 2000 },
            },
            required: ['kind', 'reason'],
            additionalProperties: false,
          },
          {
            type: 'object',
            properties: { kind: { type: 'string', enum: ['deleteHistory', 'suspend', 'resume'] } },
            required: ['kind'],
            additionalProperties: false,
          },
          {
            type: 'object',
            properties: {
              kind: { const: 'modify' },
              cancel: {
                type: 'array',
                items: { type: 'string' },
                description: 'Elements whose tokens are taken away.',
              },
              startBefore: { type: 'array', items: { type: 'string' } },
              startAfter: { type: 'array', items: { type: 'string' } },
            },
            required: ['kind'],
            additionalProperties: false,
          },
          {
            type: 'object',
            properties: {
              kind: { const: 'migrate' },
              sourceDefinitionId: { type: 'string' },
              targetDefinitionId: { type: 'string' },
              mapping: {
                type: 'array',
                items: { $ref: '#/components/schemas/MappedElement' },
                description: 'Elements of the source by elements of the target; equal ids when absent.',
              },
            },
            required: ['kind', 'sourceDefinitionId', 'targetDefinitionId'],
            additionalProperties: false,
          },
          {
            type: 'object',
            properties: {
              kind: { const: 'setRetries' },
              retries: { type: 'integer', description: 'What all stopped jobs of the cases get.', minimum: 1 },
            },
            required: ['kind', 'retries'],
            additionalProperties: false,
          },
          {
            type: 'object',
            properties: {
              kind: { const: 'setVariables' },
              variables: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
            },
            required: ['kind', 'variables'],
            additionalProperties: false,
          },
          {
            type: 'object',
            properties: { kind: { const: 'restart' }, restart: { $ref: '#/components/schemas/RestartRequest' } },
            required: ['kind'],
            additionalProperties: false,
          },
        ],
      },
      instanceIds: { type: 'array', items: { type: 'string' } },
      filter: {
        type: 'object',
        properties: {
          state: {
            type: 'array',
            items: { type: 'string', enum: ['failed', 'completed', 'canceled', 'running', 'suspended', 'terminated'] },
          },
          definitionKey: { type: 'string' },
          definitionId: { type: 'string' },
          businessKey: { type: 'string' },
          startedAfter: { type: 'string' },
          startedBefore: { type: 'string' },
          withIncidents: { type: 'boolean' },
        },
        additionalProperties: false,
      },
    },
    required: ['operation'],
    additionalProperties: false,
    description:
      'Body of `POST /api/batches` → 201 BatchSummary. Targets are `instanceIds` and what matches `filter`, together.',
  },
  DataField: {
    type: 'object',
    properties: {
      path: {
        type: 'string',
        description:
          'Path of the value in the variables of the case, such as `antrag.rasse`; inside of `items` in an entry of the list.',
      },
      label: { type: 'string' },
      unit: { type: 'string', description: 'What stands behind the number, such as `€` or `m²`.' },
      choices: {
        type: 'array',
        items: {
          type: 'object',
          properties: { value: { type: 'string' }, label: { type: 'string' } },
          required: ['value', 'label'],
        },
        description: 'What the form calls the values to choose from.',
      },
      items: {
        type: 'array',
        items: { $ref: '#/components/schemas/DataField' },
        description: 'What the entries of a list are made of.',
      },
    },
    required: ['path', 'label'],
  },
  DataGroup: {
    type: 'object',
    properties: {
      title: { type: 'string' },
      fields: { type: 'array', items: { $ref: '#/components/schemas/DataField' } },
    },
    required: ['title', 'fields'],
    description:
      'How a process calls the data of its cases, in the order in which people read it. What no form names is in no group.',
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
      variableNames: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of variables its model and forms read or write: what to suggest where data is entered.',
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
      'variableNames',
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
      leftOut: {
        type: 'array',
        items: { $ref: '#/components/schemas/LeftOutFile' },
        description: 'Files of the upload that were not deployed; there with `onlySound` only.',
      },
    },
    required: ['id', 'name', 'deployedAt', 'resources', 'definitions', 'findings'],
  },
  DocumentContentQuery: {
    type: 'object',
    properties: {
      version: { type: 'integer', description: 'The latest when absent.', minimum: 1 },
      download: { type: 'boolean', description: 'To be saved instead of shown.' },
    },
    additionalProperties: false,
    description: 'Query of `GET …/documents/:documentId/content`.',
  },
  DocumentDelivery: {
    type: 'object',
    properties: {
      state: { type: 'string', enum: ['failed', 'confirmed', 'pending'] },
      nextAttemptAt: {
        type: 'string',
        format: 'date-time',
        description: 'While pending after a failure: when it is tried again.',
      },
      code: { type: 'string', description: 'Code of the last failure, e.g. `DMS_UNAVAILABLE`.' },
      words: { type: 'string', description: "The DMS's own words." },
    },
    required: ['state'],
  },
  DocumentDetail: {
    type: 'object',
    properties: {
      versions: {
        type: 'array',
        items: { $ref: '#/components/schemas/DocumentVersionSummary' },
        description: 'The first is number 1.',
      },
      indexData: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description: 'What it is found by.',
      },
      retentionUntil: { type: 'string', description: 'Last day on which it must be kept, `YYYY-MM-DD`.' },
      legalHold: { type: 'string', description: 'Reason of a legal hold.' },
      documentId: { type: 'string' },
      documentType: { type: 'string' },
      title: { type: 'string' },
      fileName: { type: 'string' },
      mediaType: { type: 'string', description: 'Type and subtype in lower case, as the bytes and the sender say.' },
      size: { type: 'number', description: 'Bytes.' },
      sha256: { type: 'string', description: 'Lower-case hexadecimal.' },
      version: { type: 'number' },
      filedAt: {
        type: 'string',
        format: 'date-time',
        description: 'When and by whom the latest version was filed; `system:…` when a program did.',
      },
      filedBy: { type: 'string' },
      delivery: {
        $ref: '#/components/schemas/DocumentDelivery',
        description: 'Absent where the built-in archive is the only place.',
      },
    },
    required: [
      'versions',
      'indexData',
      'documentId',
      'documentType',
      'title',
      'fileName',
      'mediaType',
      'size',
      'sha256',
      'version',
      'filedAt',
      'filedBy',
    ],
    description: '`GET /api/instances/:id/documents/:documentId`.',
  },
  DocumentSummary: {
    type: 'object',
    properties: {
      documentId: { type: 'string' },
      documentType: { type: 'string' },
      title: { type: 'string' },
      fileName: { type: 'string' },
      mediaType: { type: 'string', description: 'Type and subtype in lower case, as the bytes and the sender say.' },
      size: { type: 'number', description: 'Bytes.' },
      sha256: { type: 'string', description: 'Lower-case hexadecimal.' },
      version: { type: 'number' },
      filedAt: {
        type: 'string',
        format: 'date-time',
        description: 'When and by whom the latest version was filed; `system:…` when a program did.',
      },
      filedBy: { type: 'string' },
      delivery: {
        $ref: '#/components/schemas/DocumentDelivery',
        description: 'Absent where the built-in archive is the only place.',
      },
    },
    required: [
      'documentId',
      'documentType',
      'title',
      'fileName',
      'mediaType',
      'size',
      'sha256',
      'version',
      'filedAt',
      'filedBy',
    ],
    description: 'A document of a case as lists show it, with its latest version.',
  },
  DocumentVersionSummary: {
    type: 'object',
    properties: {
      version: { type: 'number' },
      fileName: { type: 'string' },
      mediaType: { type: 'string' },
      size: { type: 'number' },
      sha256: { type: 'string' },
      filedAt: { type: 'string', format: 'date-time' },
      filedBy: { type: 'string' },
    },
    required: ['version', 'fileName', 'mediaType', 'size', 'sha256', 'filedAt', 'filedBy'],
    description: 'One version of a document.',
  },
  ElementTemplateQuery: {
    type: 'object',
    properties: {
      notation: {
        type: 'string',
        enum: ['zeebe', 'camunda'],
        description: '`zeebe` (Camunda 8, when absent) or `camunda` (Camunda 7). Both run the same here.',
      },
      language: { type: 'string', enum: ['de', 'en'], description: 'Words of the templates; German when absent.' },
    },
    additionalProperties: false,
    description:
      "Query of `GET /api/element-templates` → a list of element templates as bpmn-io's modelling tools read it: one for each\nconnector of this installation.",
  },
  Fault: {
    type: 'object',
    properties: {
      code: { type: 'string' },
      data: {
        type: 'object',
        additionalProperties: {
          anyOf: [{ type: 'null' }, { type: 'string' }, { type: 'number' }, { type: 'boolean' }],
        },
      },
      place: {
        type: 'object',
        properties: { field: { type: 'string' }, name: { type: 'string' } },
        required: ['field'],
        description: 'The setting of the element it is about, e.g. `condition` of the flow named `name`.',
      },
      position: {
        type: 'number',
        description: 'Of a fault in an expression: the character of its text, counted from 1.',
      },
      because: { $ref: '#/components/schemas/Fault' },
    },
    required: ['code', 'data'],
    description:
      'Why something failed, for people: a stable code (SCREAMING_SNAKE_CASE) with what its sentence needs. The screen says it in\nthe language of the reader; `because` is the nearer cause.',
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
      rule: {
        type: 'string',
        description:
          'The rule of the BPMN standard that is broken, with its clause; a strict installation refuses the file for it.',
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
  ForgetInboxFilterQuery: {
    type: 'object',
    properties: {
      scope: { type: 'string', enum: ['done', 'mine', 'groups', 'followUps', 'late', 'all'] },
      group: { type: 'string', description: 'Only tasks of this group.', minLength: 1, maxLength: 200 },
      search: { type: 'string', description: 'The words looked for.', minLength: 1, maxLength: 200 },
    },
    required: ['scope', 'search'],
    additionalProperties: false,
    description:
      'Query of `DELETE /api/account/inbox/filters` → InboxMemory: forgets this filter; nothing happens when it is not kept.',
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
  GatheredPart: {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['message', 'signal', 'way', 'timer', 'condition', 'event'] },
      label: { type: 'string' },
      count: { type: 'integer', description: 'More than once: tokens of the next round are there already.' },
    },
    required: ['kind', 'label'],
    description:
      '`way`: a token from the step `label`; else an event, told by its name or, of a timer or condition, as it is written.',
  },
  Gathering: {
    type: 'object',
    properties: {
      nodeId: { type: 'string' },
      name: { type: 'string' },
      arrived: { type: 'array', items: { $ref: '#/components/schemas/GatheredPart' } },
      awaited: { type: 'array', items: { $ref: '#/components/schemas/GatheredPart' } },
    },
    required: ['nodeId', 'arrived', 'awaited'],
    description: 'A join, a parallel multiple event or a parallel event-based gateway at which something has arrived.',
  },
  HandOverRequest: {
    type: 'object',
    properties: {
      to: { type: 'string', description: 'Log-in name of one of the TaskColleagues.' },
      note: {
        type: 'string',
        description: 'What the colleague should know; becomes a note.',
        minLength: 1,
        maxLength: 2000,
      },
    },
    required: ['to'],
    additionalProperties: false,
    description:
      "Body of `POST /api/tasks/:id/hand-over` → TaskDetail: gives a task of one's own, or an open one of one's groups, to a\ncolleague it is meant for. 403 `TASK_NOT_YOURS`; 422 `ASSIGNEE_UNKNOWN` for anybody else.",
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
          'instance-modified',
          'instance-migrated',
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
          'steps-chosen',
          'note-written',
          'message-awaited',
          'message-received',
          'message-sent',
          'signal-sent',
          'error-thrown',
          'escalation-thrown',
          'decision-evaluated',
          'incident-raised',
          'incident-resolved',
          'document-filed',
          'document-version-added',
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
          'What belongs to the type: `variables` (set), `answers` (gateway question by answer labels), `reason`, `changes` (of a modification: `change`, `from`, `to` as element ids, `fromName`, `toName`), `source` and `target` (versions of a migration as DefinitionRef, absent where it was deleted) with `batchId` when it was one of many, `message`, `dueAt`, `code`, `decisions` (each with name, inputs, matched rules and outputs, the required ones first), `rounds` (of a task, see TaskRound), `steps` (names of what was chosen in an ad-hoc subprocess).',
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
      'instance-modified',
      'instance-migrated',
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
      'steps-chosen',
      'note-written',
      'message-awaited',
      'message-received',
      'message-sent',
      'signal-sent',
      'error-thrown',
      'escalation-thrown',
      'decision-evaluated',
      'incident-raised',
      'incident-resolved',
      'document-filed',
      'document-version-added',
    ],
  },
  InboxFilter: {
    type: 'object',
    properties: {
      scope: { type: 'string', enum: ['done', 'mine', 'groups', 'followUps', 'late', 'all'] },
      group: { type: 'string', description: 'Only tasks of this group.', minLength: 1, maxLength: 200 },
      search: { type: 'string', description: 'The words looked for.', minLength: 1, maxLength: 200 },
    },
    required: ['scope', 'search'],
    description:
      'A search in a list of the inbox somebody comes back to. Two are the same when all that is in them is.',
  },
  InboxMemory: {
    type: 'object',
    properties: {
      filters: {
        type: 'array',
        items: { $ref: '#/components/schemas/InboxFilter' },
        description: 'In the order they were kept in.',
      },
      seenTasks: {
        type: 'array',
        items: { type: 'string' },
        description: 'Ids of the tasks this person has opened, the latest last; absent until any were told.',
      },
    },
    required: ['filters'],
    description:
      'Answer of `GET /api/account/inbox`: what the account of whoever asks keeps of their inbox, the same in every browser.',
  },
  IncidentCause: {
    type: 'object',
    properties: {
      causeId: { type: 'string' },
      kind: { type: 'string' },
      message: { type: 'string', description: 'Message of the newest one.' },
      fault: { $ref: '#/components/schemas/Fault' },
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
      message: { type: 'string', description: 'English, for logs and programs; what people read is made of `fault`.' },
      fault: { $ref: '#/components/schemas/Fault', description: 'Absent of incidents that are older than this field.' },
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
      suspension: { $ref: '#/components/schemas/Suspension', description: 'Present while it is halted.' },
      latestVersion: {
        type: 'number',
        description:
          'Newest version of its process; greater than that of `definition` when it could go on in a newer one.',
      },
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
      dataGroups: {
        type: 'array',
        items: { $ref: '#/components/schemas/DataGroup' },
        description: 'What the process calls this data.',
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
      gatherings: {
        type: 'array',
        items: { $ref: '#/components/schemas/Gathering' },
        description: 'Where it goes on only when several things have come, some of which are there.',
      },
      awaits: {
        type: 'array',
        items: { $ref: '#/components/schemas/AwaitedEvent' },
        description: 'Messages and signals it waits for now.',
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
      state: { type: 'string', enum: ['failed', 'completed', 'canceled', 'running', 'suspended', 'terminated'] },
      startedAt: { type: 'string', format: 'date-time' },
      startedBy: { type: 'string' },
      endedAt: { type: 'string', format: 'date-time' },
      superInstanceId: { type: 'string', description: 'The case that called this one.' },
      partOf: {
        type: 'string',
        description: 'Where it has no business key of its own but was called: that of the case the work belongs to.',
      },
      incidents: { type: 'number' },
      currentSteps: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of the steps it stands at, at most five.',
      },
    },
    required: [
      'latestVersion',
      'tokens',
      'variables',
      'dataGroups',
      'path',
      'gatherings',
      'awaits',
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
        items: { type: 'string', enum: ['failed', 'completed', 'canceled', 'running', 'suspended', 'terminated'] },
      },
      definitionKey: { type: 'string' },
      definitionId: { type: 'string' },
      businessKey: { type: 'string' },
      search: {
        type: 'string',
        description:
          'Part of the business key or of the name of the process, case-insensitive, or an instance id; from three characters on also\npart of any text in the data of the case, such as the name of who applied.',
      },
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
  InstanceState: { type: 'string', enum: ['failed', 'completed', 'canceled', 'running', 'suspended', 'terminated'] },
  InstanceSummary: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      definition: { $ref: '#/components/schemas/DefinitionRef' },
      businessKey: { type: 'string' },
      state: { type: 'string', enum: ['failed', 'completed', 'canceled', 'running', 'suspended', 'terminated'] },
      startedAt: { type: 'string', format: 'date-time' },
      startedBy: { type: 'string' },
      endedAt: { type: 'string', format: 'date-time' },
      superInstanceId: { type: 'string', description: 'The case that called this one.' },
      partOf: {
        type: 'string',
        description: 'Where it has no business key of its own but was called: that of the case the work belongs to.',
      },
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
  IntakeArrival: {
    type: 'object',
    properties: {
      sourceId: { type: 'string' },
      submissionId: { type: 'string' },
      state: { $ref: '#/components/schemas/IntakeArrivalState' },
      service: {
        type: 'string',
        description: 'What it asks for, as the source says it; empty when it could not be read.',
      },
      receivedAt: { type: 'string', format: 'date-time' },
      changedAt: { type: 'string', format: 'date-time' },
      number: { anyOf: [{ type: 'null' }, { type: 'string' }], description: 'Case number.' },
      instanceId: { anyOf: [{ type: 'null' }, { type: 'string' }] },
      problems: { type: 'array', items: { $ref: '#/components/schemas/IntakeProblem' } },
      readable: {
        type: 'boolean',
        description: 'Can it go on, once a person has decided? False: it could not be read.',
      },
      decision: {
        anyOf: [
          { type: 'null' },
          {
            type: 'object',
            properties: {
              by: { type: 'string' },
              at: { type: 'string', format: 'date-time' },
              reason: { type: 'string' },
            },
            required: ['by', 'at', 'reason'],
          },
        ],
      },
      erasedAt: {
        anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }],
        description: 'When its files and data were erased, because the record has them; null while they are kept.',
      },
    },
    required: [
      'sourceId',
      'submissionId',
      'state',
      'service',
      'receivedAt',
      'changedAt',
      'number',
      'instanceId',
      'problems',
      'readable',
      'decision',
      'erasedAt',
    ],
    description: 'One arrival.',
  },
  IntakeArrivalQuery: {
    type: 'object',
    properties: {
      state: { type: 'array', items: { $ref: '#/components/schemas/IntakeArrivalState' } },
      sourceId: { type: 'string' },
      search: { type: 'string', description: 'Part of number, service or id.' },
      limit: { type: 'integer', description: 'PAGE_LIMITS.default when absent.', minimum: 1, maximum: 200 },
      cursor: {
        type: 'string',
        description:
          '`nextCursor` of the page before. Opaque: never build or read one. Keep the other parameters unchanged.',
      },
    },
    additionalProperties: false,
    description: 'Query of `GET /api/intake/arrivals`.',
  },
  IntakeArrivalState: {
    type: 'string',
    enum: ['stored', 'accepted', 'started', 'refusing', 'refused', 'doubtful', 'discarded'],
    description:
      '`stored`, `accepted`: on its way to a case · `started`: its case runs · `refusing`, `refused`: the sender is told why not ·\n`doubtful`: a person must look · `discarded`: a person has decided that nothing becomes of it.',
  },
  IntakeChannel: {
    type: 'string',
    enum: ['fit-connect', 'ordner', 'formular'],
    description: "How applications come: FIT-Connect, a watched folder, the town's own online form.",
  },
  IntakeDecisionRequest: {
    type: 'object',
    properties: {
      sourceId: { type: 'string' },
      submissionId: { type: 'string' },
      action: {
        type: 'string',
        enum: ['release', 'discard', 'fetch-again'],
        description:
          '`release`: take it in after all · `discard`: nothing becomes of it · `fetch-again`: read it anew at its source',
      },
      reason: { type: 'string', description: 'Why; needed to discard.', maxLength: 1000 },
      service: { type: 'string', description: 'Take it in as this service; absent: as what it asks for.' },
    },
    required: ['sourceId', 'submissionId', 'action'],
    additionalProperties: false,
    description: 'Body of `POST /api/intake/decisions`: what becomes of a doubtful arrival.',
  },
  IntakeFinding: {
    type: 'object',
    properties: {
      severity: { type: 'string', enum: ['error', 'warning'] },
      code: { type: 'string' },
      message: { type: 'string' },
      messageDe: { type: 'string', description: 'The same in German.' },
      place: { type: 'string' },
    },
    required: ['severity', 'code', 'message', 'messageDe', 'place'],
    description: 'What is wrong with a description or a mapping; `place` says where.',
  },
  IntakeOverview: {
    type: 'object',
    properties: {
      sources: { type: 'array', items: { $ref: '#/components/schemas/IntakeSource' } },
      services: { type: 'array', items: { $ref: '#/components/schemas/IntakeService' } },
      findings: { type: 'array', items: { $ref: '#/components/schemas/IntakeFinding' } },
    },
    required: ['sources', 'services', 'findings'],
    description: 'Answer of `GET /api/intake`.',
  },
  IntakePreview: {
    type: 'object',
    properties: {
      data: { $ref: '#/components/schemas/JsonValue' },
      variables: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
      files: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            fileName: { type: 'string' },
            mediaType: { type: 'string' },
            size: { type: 'integer' },
          },
          required: ['id', 'fileName', 'mediaType', 'size'],
        },
      },
      findings: { type: 'array', items: { $ref: '#/components/schemas/IntakeFinding' } },
    },
    required: ['data', 'variables', 'files', 'findings'],
    description: 'Answer of `POST /api/intake/preview`: what a mapping makes of a sample file.',
  },
  IntakeProblem: {
    type: 'object',
    properties: { code: { type: 'string' }, detail: { type: 'string' }, part: { type: 'string' } },
    required: ['code', 'detail', 'part'],
  },
  IntakeService: {
    type: 'object',
    properties: {
      key: { type: 'string' },
      name: { type: 'string' },
      description: { type: 'string' },
      process: { type: 'string' },
      numberSeries: { type: 'string' },
      accepts: { type: 'array', items: { type: 'string' } },
      variables: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: 'Variable → FEEL expression.',
      },
      required: { type: 'array', items: { type: 'string' } },
      changed: {
        type: 'object',
        properties: { by: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
        required: ['by', 'at'],
        description: 'Who has changed the mapping on the screen; absent: it is the one of the file.',
      },
      hasForm: { type: 'boolean' },
    },
    required: ['key', 'name', 'description', 'process', 'numberSeries', 'accepts', 'variables', 'required', 'hasForm'],
    description: 'A service of the catalogue, with the mapping in force.',
  },
  IntakeSource: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      channel: { $ref: '#/components/schemas/IntakeChannel' },
      state: { type: 'string', enum: ['unknown', 'up', 'down'], description: '`unknown`: nobody has been there yet.' },
      succeededAt: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
      failedAt: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
      failure: {
        anyOf: [{ type: 'null' }, { type: 'string' }],
        description: 'What the source, or the way there, said.',
      },
    },
    required: ['id', 'channel', 'state', 'succeededAt', 'failedAt', 'failure'],
    description: 'A source of applications and how the last visits went.',
  },
  InvoiceAddress: {
    type: 'object',
    properties: {
      lines: { type: 'array', items: { type: 'string' } },
      postCode: { type: 'string' },
      city: { type: 'string' },
      region: { type: 'string' },
      country: { $ref: '#/components/schemas/CodedText', description: 'ISO 3166-1 alpha-2.' },
    },
    required: ['lines'],
    description: 'A postal address, as far as it is given.',
  },
  InvoiceAllowance: {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['allowance', 'charge'] },
      amount: { type: 'string' },
      baseAmount: { type: 'string' },
      percent: { type: 'string' },
      reason: { type: 'string' },
    },
    required: ['kind', 'amount'],
    description: 'BG-20, BG-21, BG-27, BG-28.',
  },
  InvoiceAttachment: {
    type: 'object',
    properties: {
      index: { type: 'integer', description: 'Place in the list, for `apiPaths.invoiceAttachment`.' },
      kind: { type: 'string', enum: ['embedded', 'external', 'invoiceXml'] },
      id: { type: 'string', description: 'BT-122' },
      description: { type: 'string', description: 'BT-123' },
      fileName: { type: 'string' },
      mediaType: { type: 'string' },
      size: { type: 'integer' },
      uri: { type: 'string', description: 'BT-124; never fetched by the server.' },
      available: {
        type: 'boolean',
        description:
          'False when the type is not allowed or the bytes are not what they say: it is named, but cannot be opened.',
      },
    },
    required: ['index', 'kind', 'available'],
    description: 'A file inside the invoice: BG-24, the XML inside a PDF, or a document elsewhere that is named only.',
  },
  InvoiceChannel: { type: 'string', enum: ['upload', 'folder', 'mail'] },
  InvoiceCounts: {
    type: 'object',
    properties: {
      open: { type: 'integer' },
      overdue: { type: 'integer' },
      discountAtRisk: { type: 'integer' },
      savingAtRisk: {
        $ref: '#/components/schemas/Money',
        description: 'Sum of the savings of these discounts, EUR only.',
      },
      likelyDuplicates: { type: 'integer' },
      byState: { type: 'object', additionalProperties: { type: 'number' } },
    },
    required: ['open', 'overdue', 'discountAtRisk', 'savingAtRisk', 'likelyDuplicates', 'byState'],
    description: '`GET /api/invoices/counts`: the numbers beside the filters.',
  },
  InvoiceDetail: {
    type: 'object',
    properties: {
      verdictSentence: {
        type: 'object',
        properties: { de: { type: 'string' }, en: { type: 'string' } },
        required: ['de', 'en'],
        description: 'One sentence: is it in order, and what follows.',
      },
      findings: { type: 'array', items: { $ref: '#/components/schemas/InvoiceFinding' } },
      duplicates: { type: 'array', items: { $ref: '#/components/schemas/InvoiceDuplicate' } },
      seller: { $ref: '#/components/schemas/InvoiceParty' },
      buyer: { $ref: '#/components/schemas/InvoiceParty' },
      payee: { $ref: '#/components/schemas/InvoiceParty' },
      taxRepresentative: { $ref: '#/components/schemas/InvoiceParty' },
      type: { $ref: '#/components/schemas/CodedText', description: 'BT-3' },
      discounts: { type: 'array', items: { $ref: '#/components/schemas/InvoiceDiscountTier' } },
      paymentTerms: { type: 'string', description: 'BT-20, as written.' },
      references: {
        type: 'object',
        properties: {
          order: { type: 'string', description: 'BT-13' },
          sellerOrder: { type: 'string', description: 'BT-14' },
          contract: { type: 'string', description: 'BT-12' },
          project: { type: 'string', description: 'BT-11' },
          accounting: { type: 'string', description: 'BT-19' },
          buyerReference: { type: 'string', description: 'BT-10' },
          receivingAdvice: { type: 'string', description: 'BT-15' },
          despatchAdvice: { type: 'string', description: 'BT-16' },
          tender: { type: 'string', description: 'BT-17' },
          invoicedObject: { type: 'string', description: 'BT-18' },
          preceding: {
            type: 'array',
            items: {
              type: 'object',
              properties: { number: { type: 'string' }, date: { type: 'string' } },
              required: ['number'],
            },
            description: 'BG-3: the invoices this one corrects or follows.',
          },
        },
        required: ['preceding'],
      },
      leitwegIdHint: {
        type: 'object',
        properties: { de: { type: 'string' }, en: { type: 'string' } },
        required: ['de', 'en'],
        description: 'German sentence about the Leitweg-ID where something is wrong with it.',
      },
      delivery: {
        type: 'object',
        properties: {
          date: { type: 'string' },
          from: { type: 'string' },
          until: { type: 'string' },
          to: { type: 'string' },
          address: { $ref: '#/components/schemas/InvoiceAddress' },
        },
      },
      payment: { type: 'array', items: { $ref: '#/components/schemas/InvoicePaymentMeans' } },
      lines: { type: 'array', items: { $ref: '#/components/schemas/InvoiceLine' } },
      lineCount: { type: 'integer', description: 'How many lines the invoice has; `lines` holds the first 1000.' },
      allowances: { type: 'array', items: { $ref: '#/components/schemas/InvoiceAllowance' } },
      vat: { type: 'array', items: { $ref: '#/components/schemas/InvoiceVatRow' } },
      totals: {
        type: 'object',
        properties: {
          lines: { type: 'string', description: 'BT-106' },
          allowances: { type: 'string', description: 'BT-107' },
          charges: { type: 'string', description: 'BT-108' },
          net: { type: 'string', description: 'BT-109' },
          vat: { type: 'string', description: 'Sum of BT-117.' },
          gross: { type: 'string', description: 'BT-112' },
          prepaid: { type: 'string', description: 'BT-113' },
          rounding: { type: 'string', description: 'BT-114' },
          payable: { $ref: '#/components/schemas/Money', description: 'BT-115' },
        },
        required: ['payable'],
      },
      notes: { type: 'array', items: { type: 'string' } },
      attachments: { type: 'array', items: { $ref: '#/components/schemas/InvoiceAttachment' } },
      original: {
        type: 'object',
        properties: { mediaType: { type: 'string' }, size: { type: 'number' }, isPdf: { type: 'boolean' } },
        required: ['mediaType', 'size', 'isPdf'],
        description: 'The file as it arrived: `apiPaths.invoiceOriginal`. A PDF can be shown beside the data.',
      },
      technical: {
        type: 'object',
        properties: {
          sha256: { type: 'string', description: 'SHA-256 of the file as it arrived.' },
          xmlSha256: { type: 'string', description: 'SHA-256 of the XML, as embedded where it came inside a PDF.' },
          embeddedAs: { type: 'string' },
          syntax: { type: 'string' },
          profile: { type: 'string' },
          specification: { type: 'string', description: 'BT-24' },
          businessProcess: { type: 'string', description: 'BT-23' },
          durationMs: { type: 'number' },
          messageId: { type: 'string' },
        },
        required: ['sha256'],
      },
      id: { type: 'string' },
      caseNumber: { type: 'string', description: '`RE-2026-0311`; absent until the case has begun.' },
      instanceId: { type: 'string' },
      state: {
        type: 'string',
        enum: ['received', 'formalReview', 'inReview', 'ordered', 'rejected', 'settled', 'archived'],
      },
      verdict: { type: 'string', enum: ['accepted', 'rejected', 'unreadable'] },
      kind: { type: 'string', enum: ['invoice', 'creditNote'] },
      receivedAt: { type: 'string', format: 'date-time' },
      channel: { type: 'string', enum: ['upload', 'folder', 'mail'] },
      sender: { type: 'string', description: 'Mail address, log-in name or folder it came from.' },
      fileName: { type: 'string' },
      supplier: { type: 'string', description: 'BT-27, or BT-28 where it is missing.' },
      invoiceNumber: { type: 'string', description: 'BT-1' },
      issueDate: { type: 'string', description: 'BT-2, `YYYY-MM-DD`' },
      amount: { $ref: '#/components/schemas/Money', description: 'BT-115' },
      dueDate: { type: 'string', description: 'BT-9, `YYYY-MM-DD`' },
      dueInDays: { type: 'integer', description: 'Days from today to the due date, negative when it has passed.' },
      discount: { $ref: '#/components/schemas/InvoiceDiscount' },
      leitwegId: { type: 'string', description: 'BT-10' },
      leitwegIdValid: {
        type: 'boolean',
        description: 'Check digits and form of the Leitweg-ID. A wrong one is a warning, never a reason to reject.',
      },
      orderNumber: { type: 'string', description: 'BT-13' },
      currentSteps: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of the steps the case stands at, at most five: "where is it now?".',
      },
      likelyDuplicates: { type: 'integer', description: 'How many other invoices are likely the same.' },
    },
    required: [
      'verdictSentence',
      'findings',
      'duplicates',
      'discounts',
      'references',
      'payment',
      'lines',
      'lineCount',
      'allowances',
      'vat',
      'notes',
      'attachments',
      'original',
      'technical',
      'id',
      'state',
      'receivedAt',
      'channel',
      'fileName',
      'currentSteps',
      'likelyDuplicates',
    ],
    description:
      '`GET /api/invoices/:id`: an invoice in the order a clerk needs. Terms are those of EN 16931 whatever the syntax was. The\nparts read from the document are absent where it could not be read.',
  },
  InvoiceDiscount: {
    type: 'object',
    properties: {
      until: { type: 'string', description: 'Last day on which it can be used, `YYYY-MM-DD`.' },
      percent: { type: 'string', description: '`2.00`' },
      saving: { $ref: '#/components/schemas/Money', description: 'What is saved.' },
      daysLeft: { type: 'integer', description: 'Days from today to `until`, negative when it is over.' },
      atRisk: {
        type: 'boolean',
        description:
          'The invoice is not paid yet and the last day is near (see setting) or the discount is the next deadline.',
      },
    },
    required: ['until', 'percent', 'saving', 'daysLeft', 'atRisk'],
    description: 'The best discount that can still be had; or, when all are over, the last one that was granted.',
  },
  InvoiceDiscountTier: {
    type: 'object',
    properties: {
      days: { type: 'integer', description: 'After the date of the invoice.' },
      baseAmount: { $ref: '#/components/schemas/Money' },
      payable: { $ref: '#/components/schemas/Money', description: 'What is to be paid within the term.' },
      until: { type: 'string', description: 'Last day on which it can be used, `YYYY-MM-DD`.' },
      percent: { type: 'string', description: '`2.00`' },
      saving: { $ref: '#/components/schemas/Money', description: 'What is saved.' },
      daysLeft: { type: 'integer', description: 'Days from today to `until`, negative when it is over.' },
    },
    required: ['days', 'baseAmount', 'payable', 'until', 'percent', 'saving', 'daysLeft'],
    description: 'One tier of the payment terms (BT-20), best first by date.',
  },
  InvoiceDuplicate: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      caseNumber: { type: 'string' },
      state: {
        type: 'string',
        enum: ['received', 'formalReview', 'inReview', 'ordered', 'rejected', 'settled', 'archived'],
      },
      receivedAt: { type: 'string', format: 'date-time' },
      channel: { type: 'string', enum: ['upload', 'folder', 'mail'] },
      supplier: { type: 'string' },
      invoiceNumber: { type: 'string' },
      reason: {
        type: 'string',
        enum: ['sameXml', 'sameNumber', 'sameAmount'],
        description:
          '`sameXml`: the same XML, once alone and once inside a PDF · `sameNumber`: same supplier, number and year ·\n`sameAmount`: same supplier, amount and date, another number.',
      },
    },
    required: ['id', 'state', 'receivedAt', 'channel', 'reason'],
    description: 'Another invoice that is likely the same, and why it is thought so.',
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
  InvoiceLine: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      name: { type: 'string' },
      description: { type: 'string' },
      note: { type: 'string' },
      quantity: { type: 'string' },
      unit: { $ref: '#/components/schemas/CodedText', description: 'BT-130' },
      netPrice: { type: 'string', description: 'BT-146' },
      priceBase: { type: 'string', description: 'BT-149' },
      netAmount: { type: 'string', description: 'BT-131' },
      vatCategory: { $ref: '#/components/schemas/CodedText', description: 'BT-151' },
      vatRate: { type: 'string', description: 'BT-152' },
      orderLine: { type: 'string' },
      accountingReference: { type: 'string', description: 'BT-133' },
      sellerItemId: { type: 'string' },
      buyerItemId: { type: 'string' },
      period: { type: 'object', properties: { from: { type: 'string' }, until: { type: 'string' } } },
      allowances: { type: 'array', items: { $ref: '#/components/schemas/InvoiceAllowance' } },
      properties: {
        type: 'array',
        items: {
          type: 'object',
          properties: { name: { type: 'string' }, value: { type: 'string' } },
          required: ['name', 'value'],
        },
      },
      lines: {
        type: 'array',
        items: { $ref: '#/components/schemas/InvoiceLine' },
        description: 'Lines inside this line (extension of XRechnung).',
      },
    },
    required: ['id', 'allowances', 'properties'],
    description: 'BG-25. Amounts are decimals in the currency of the invoice.',
  },
  InvoiceParty: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      tradingName: { type: 'string' },
      address: { $ref: '#/components/schemas/InvoiceAddress' },
      contact: {
        type: 'object',
        properties: { name: { type: 'string' }, phone: { type: 'string' }, email: { type: 'string' } },
      },
      vatId: { type: 'string', description: 'BT-31, BT-48, BT-63' },
      taxNumber: { type: 'string', description: 'BT-32' },
      registrationId: { type: 'string', description: 'BT-30, BT-47, BT-61' },
      identifiers: {
        type: 'array',
        items: {
          type: 'object',
          properties: { value: { type: 'string' }, scheme: { type: 'string' } },
          required: ['value'],
        },
        description: 'BT-29, BT-46, BT-60, with the scheme where it is given.',
      },
      electronicAddress: { type: 'string', description: 'BT-34, BT-49' },
    },
    required: ['identifiers'],
    description: 'Somebody an invoice names.',
  },
  InvoicePaymentMeans: {
    type: 'object',
    properties: {
      means: { $ref: '#/components/schemas/CodedText', description: 'BT-81' },
      text: { type: 'string', description: 'BT-82' },
      remittance: { type: 'string', description: 'BT-83' },
      account: {
        type: 'object',
        properties: {
          iban: { type: 'string', description: 'BT-84, without blanks.' },
          ibanValid: { type: 'boolean', description: 'Check digits and length of the country.' },
          holder: { type: 'string' },
          bic: { type: 'string' },
          unknownForSupplier: {
            type: 'boolean',
            description: 'Invoices of this supplier that came before name another account only: look twice.',
          },
        },
        required: ['iban', 'ibanValid', 'unknownForSupplier'],
      },
      card: {
        type: 'object',
        properties: { number: { type: 'string' }, holder: { type: 'string' } },
        required: ['number'],
      },
      directDebit: {
        type: 'object',
        properties: { mandate: { type: 'string' }, creditorId: { type: 'string' }, debitedAccount: { type: 'string' } },
      },
    },
    description: 'BG-17, BG-18, BG-19: how it is to be paid.',
  },
  InvoiceQuery: {
    type: 'object',
    properties: {
      state: {
        type: 'array',
        items: {
          type: 'string',
          enum: ['received', 'formalReview', 'inReview', 'ordered', 'rejected', 'settled', 'archived'],
        },
      },
      open: {
        type: 'boolean',
        description: 'Only those somebody still has to do something about (or only the others).',
      },
      verdict: { type: 'array', items: { type: 'string', enum: ['accepted', 'rejected', 'unreadable'] } },
      channel: { type: 'array', items: { type: 'string', enum: ['upload', 'folder', 'mail'] } },
      kind: { type: 'string', enum: ['invoice', 'creditNote'] },
      supplier: { type: 'string', description: "Part of the supplier's name, any case." },
      leitwegId: { type: 'string', description: 'Begins with.' },
      search: {
        type: 'string',
        description: 'Part of supplier, invoice number, case number, order number, Leitweg-ID or file name, any case.',
      },
      dueFrom: { type: 'string', description: '`YYYY-MM-DD`, inclusive.' },
      dueUntil: { type: 'string', description: '`YYYY-MM-DD`, inclusive.' },
      overdue: { type: 'boolean', description: 'Open and past the due date.' },
      discountAtRisk: { type: 'boolean', description: 'Open and the discount is about to be lost.' },
      likelyDuplicate: { type: 'boolean' },
      amountFrom: { type: 'number', description: 'Smallest amount payable, in the currency of the invoice.' },
      amountUntil: { type: 'number' },
      receivedAfter: { type: 'string', format: 'date-time' },
      receivedBefore: { type: 'string', format: 'date-time' },
      sort: { type: 'string', enum: ['receivedAt', 'dueDate', 'discountUntil', 'amount', 'supplier', 'caseNumber'] },
      descending: { type: 'boolean', description: 'Highest, latest or last of the alphabet first.' },
      limit: { type: 'integer', description: 'PAGE_LIMITS.default when absent.', minimum: 1, maximum: 200 },
      cursor: {
        type: 'string',
        description:
          '`nextCursor` of the page before. Opaque: never build or read one. Keep the other parameters unchanged.',
      },
    },
    additionalProperties: false,
    description:
      'Query of `GET /api/invoices` → `Page<InvoiceSummary>`. Filters combine with "and". Newest first when no sort is named.',
  },
  InvoiceReceipt: {
    type: 'object',
    properties: {
      invoice: { $ref: '#/components/schemas/InvoiceSummary' },
      repeated: {
        type: 'boolean',
        description: 'These bytes had arrived before: this is that arrival, nothing new has begun.',
      },
    },
    required: ['invoice', 'repeated'],
    description:
      '201 of `POST /api/invoices` (the raw file as body; its name in the query). The same bytes once more answer 200 with the\nearlier arrival and `repeated`.',
  },
  InvoiceSort: { type: 'string', enum: ['receivedAt', 'dueDate', 'discountUntil', 'amount', 'supplier', 'caseNumber'] },
  InvoiceState: {
    type: 'string',
    enum: ['received', 'formalReview', 'inReview', 'ordered', 'rejected', 'settled', 'archived'],
  },
  InvoiceSummary: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      caseNumber: { type: 'string', description: '`RE-2026-0311`; absent until the case has begun.' },
      instanceId: { type: 'string' },
      state: {
        type: 'string',
        enum: ['received', 'formalReview', 'inReview', 'ordered', 'rejected', 'settled', 'archived'],
      },
      verdict: { type: 'string', enum: ['accepted', 'rejected', 'unreadable'] },
      kind: { type: 'string', enum: ['invoice', 'creditNote'] },
      receivedAt: { type: 'string', format: 'date-time' },
      channel: { type: 'string', enum: ['upload', 'folder', 'mail'] },
      sender: { type: 'string', description: 'Mail address, log-in name or folder it came from.' },
      fileName: { type: 'string' },
      supplier: { type: 'string', description: 'BT-27, or BT-28 where it is missing.' },
      invoiceNumber: { type: 'string', description: 'BT-1' },
      issueDate: { type: 'string', description: 'BT-2, `YYYY-MM-DD`' },
      amount: { $ref: '#/components/schemas/Money', description: 'BT-115' },
      dueDate: { type: 'string', description: 'BT-9, `YYYY-MM-DD`' },
      dueInDays: { type: 'integer', description: 'Days from today to the due date, negative when it has passed.' },
      discount: { $ref: '#/components/schemas/InvoiceDiscount' },
      leitwegId: { type: 'string', description: 'BT-10' },
      leitwegIdValid: {
        type: 'boolean',
        description: 'Check digits and form of the Leitweg-ID. A wrong one is a warning, never a reason to reject.',
      },
      orderNumber: { type: 'string', description: 'BT-13' },
      currentSteps: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of the steps the case stands at, at most five: "where is it now?".',
      },
      likelyDuplicates: { type: 'integer', description: 'How many other invoices are likely the same.' },
    },
    required: ['id', 'state', 'receivedAt', 'channel', 'fileName', 'currentSteps', 'likelyDuplicates'],
    description:
      'One line of the list of invoices. Everything read from the invoice is absent where it could not be read.',
  },
  InvoiceUploadQuery: {
    type: 'object',
    properties: {
      fileName: { type: 'string', description: 'Name of the file as the person sees it.', maxLength: 255 },
    },
    required: ['fileName'],
    additionalProperties: false,
    description: 'Query of `POST /api/invoices`.',
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
  InvoiceVatRow: {
    type: 'object',
    properties: {
      category: { $ref: '#/components/schemas/CodedText' },
      rate: { type: 'string' },
      taxableAmount: { type: 'string' },
      taxAmount: { type: 'string' },
      exemptionReason: { type: 'string' },
      exemptionCode: { $ref: '#/components/schemas/CodedText', description: 'BT-121 (VATEX)' },
    },
    required: ['category', 'taxableAmount', 'taxAmount'],
    description: 'BG-23.',
  },
  InvoiceVerdict: { type: 'string', enum: ['accepted', 'rejected', 'unreadable'] },
  JsonObject: { type: 'object', additionalProperties: true, description: 'Variables of a case by name.' },
  JsonValue: { description: 'Plain data as it travels: what variables, payloads and form schemas are made of.' },
  KeepInboxFilterRequest: {
    type: 'object',
    properties: {
      scope: { type: 'string', enum: ['done', 'mine', 'groups', 'followUps', 'late', 'all'] },
      group: { type: 'string', description: 'Only tasks of this group.', minLength: 1, maxLength: 200 },
      search: { type: 'string', description: 'The words looked for.', minLength: 1, maxLength: 200 },
    },
    required: ['scope', 'search'],
    additionalProperties: false,
    description:
      'Body of `POST /api/account/inbox/filters` → InboxMemory: keeps a filter; one that is kept already stays where it is. 422\n`TOO_MANY_FILTERS` above 20, `INBOX_MEMORY_INVALID` for words with control characters.',
  },
  LeftOutFile: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      because: {
        type: 'string',
        enum: ['error', 'sameId', 'uses', 'alone'],
        description:
          '`error`: it has an error itself. `sameId`: another file left out has an id it has, too. `uses`: it uses files that are\nleft out. `alone`: it has an error as soon as the others are left out.',
      },
      others: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of the files left out it has to do with.',
      },
    },
    required: ['name', 'because', 'others'],
    description: 'A file of an upload that cannot be released with the others, and why.',
  },
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
  MailForReview: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      receivedAt: { type: 'string', format: 'date-time' },
      sender: { type: 'string' },
      subject: { type: 'string' },
      reason: { type: 'string', description: 'Why nothing could be taken in, in German.' },
      size: { type: 'integer', description: 'Bytes.' },
      attachments: {
        type: 'array',
        items: {
          type: 'object',
          properties: { fileName: { type: 'string' }, mediaType: { type: 'string' }, size: { type: 'integer' } },
          required: ['fileName', 'mediaType', 'size'],
        },
      },
    },
    required: ['id', 'receivedAt', 'reason', 'size', 'attachments'],
    description: 'A mail that arrived in the mailbox of the invoices and that a person has to look at.',
  },
  MappedElement: {
    type: 'object',
    properties: {
      sourceId: { type: 'string' },
      targetId: { type: 'string' },
      updateTrigger: {
        type: 'boolean',
        description:
          'What it waits for (a time, a message) is opened anew as the new version says; otherwise it stays as it is.',
      },
    },
    required: ['sourceId', 'targetId'],
    description: 'A node of the old version and the node of the new one that stands for it.',
  },
  MessageDelivery: {
    type: 'object',
    properties: {
      delivered: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            kind: {
              type: 'string',
              enum: ['instance', 'start', 'collected'],
              description:
                '`collected`: its start event waits for other triggers, too, and keeps this one until they have come.',
            },
            instanceId: {
              anyOf: [{ type: 'null' }, { type: 'string' }],
              description: 'Null when it was only collected.',
            },
            definition: { $ref: '#/components/schemas/DefinitionRef' },
          },
          required: ['kind', 'instanceId', 'definition'],
        },
      },
    },
    required: ['delivered'],
    description: '200: who got it.',
  },
  MessageReceiver: {
    type: 'object',
    properties: {
      definition: { $ref: '#/components/schemas/DefinitionRef' },
      instanceId: {
        anyOf: [{ type: 'null' }, { type: 'string' }],
        description: 'Null for a start event: it asks for no keys and begins a case.',
      },
      businessKey: { type: 'string' },
      nodeId: { type: 'string' },
      correlation: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
    },
    required: ['definition', 'instanceId', 'nodeId', 'correlation'],
    description:
      'A message that found no receiver, or several: who waits for one of this name. Only for those who may see cases.',
  },
  MigrateInstanceRequest: {
    type: 'object',
    properties: {
      targetDefinitionId: { type: 'string' },
      mapping: { type: 'array', items: { $ref: '#/components/schemas/MappedElement' }, maxItems: 20000 },
    },
    required: ['targetDefinitionId'],
    additionalProperties: false,
    description:
      'Body of `POST /api/instances/:id/migrate` → `InstanceSummary`. Without `mapping` the proposed one counts.',
  },
  MigrationDryRun: {
    type: 'object',
    properties: {
      total: { type: 'number' },
      movable: { type: 'number' },
      staying: { type: 'number' },
      cases: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            instanceId: { type: 'string' },
            businessKey: { type: 'string' },
            findings: { type: 'array', items: { $ref: '#/components/schemas/MigrationFinding' } },
          },
          required: ['instanceId', 'findings'],
        },
        description: 'The first 100 of those that would stay, each with the reasons.',
      },
      valid: { type: 'boolean', description: 'No finding is an error.' },
      findings: { type: 'array', items: { $ref: '#/components/schemas/MigrationFinding' } },
    },
    required: ['total', 'movable', 'staying', 'cases', 'valid', 'findings'],
    description: 'What would happen. Nothing has. `total` = `movable` + `staying`.',
  },
  MigrationElement: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      type: { type: 'string', description: 'BPMN element name, e.g. `userTask`.' },
      name: { type: 'string' },
      scopeId: { type: 'string', description: 'Enclosing subprocess; absent on the top level.' },
      kind: {
        type: 'string',
        description:
          'Opaque. One node can stand for another when both have the same, and the subprocesses around them stand for each other.',
      },
      running: {
        type: 'number',
        description: 'How many of it run now in cases of the old version; 0 for nodes of the new one.',
      },
    },
    required: ['id', 'type', 'kind', 'running'],
    description: 'One flow node, as far as a plan needs it.',
  },
  MigrationFinding: {
    type: 'object',
    properties: {
      code: {
        type: 'string',
        enum: [
          'SOURCE_UNKNOWN',
          'SOURCE_TWICE',
          'TARGET_UNKNOWN',
          'TYPE_DIFFERS',
          'LOOP_DIFFERS',
          'EVENT_DIFFERS',
          'SCOPE_DIFFERS',
          'FLOWS_FEWER',
          'ACTIVE_UNMAPPED',
          'COMPENSATION_RUNNING',
          'INSTANCE_ENDED',
          'OTHER_DEFINITION',
        ],
      },
      severity: {
        type: 'string',
        enum: ['error', 'warning'],
        description: '`error`: with it nothing can be migrated · `warning`: some cases stay as they are.',
      },
      message: { type: 'string' },
      sourceId: { type: 'string', description: 'Node of the old version it is about.' },
      targetId: { type: 'string', description: 'Node of the new version it is about.' },
      data: {
        type: 'object',
        properties: { expected: { type: 'string' }, actual: { type: 'string' }, running: { type: 'number' } },
        description:
          '`expected` and `actual` where the two nodes differ, `running` where something runs at a node without counterpart.',
      },
    },
    required: ['code', 'severity', 'message', 'data'],
  },
  MigrationFindingCode: {
    type: 'string',
    enum: [
      'SOURCE_UNKNOWN',
      'SOURCE_TWICE',
      'TARGET_UNKNOWN',
      'TYPE_DIFFERS',
      'LOOP_DIFFERS',
      'EVENT_DIFFERS',
      'SCOPE_DIFFERS',
      'FLOWS_FEWER',
      'ACTIVE_UNMAPPED',
      'COMPENSATION_RUNNING',
      'INSTANCE_ENDED',
      'OTHER_DEFINITION',
    ],
  },
  MigrationPlanRequest: {
    type: 'object',
    properties: {
      sourceDefinitionId: { type: 'string' },
      targetDefinitionId: { type: 'string' },
      mapping: { type: 'array', items: { $ref: '#/components/schemas/MappedElement' }, maxItems: 20000 },
    },
    required: ['sourceDefinitionId', 'targetDefinitionId', 'mapping'],
    additionalProperties: false,
    description: 'Body of `POST /api/migrations/validate` → MigrationValidation.',
  },
  MigrationProposal: {
    type: 'object',
    properties: {
      source: { $ref: '#/components/schemas/DefinitionRef' },
      target: { $ref: '#/components/schemas/DefinitionRef' },
      running: { type: 'number', description: 'Cases that run in the old version.' },
      mapping: { type: 'array', items: { $ref: '#/components/schemas/MappedElement' } },
      elements: {
        type: 'array',
        items: { $ref: '#/components/schemas/MigrationElement' },
        description: 'Nodes of the old version in the order of the file.',
      },
      targets: {
        type: 'array',
        items: { $ref: '#/components/schemas/MigrationElement' },
        description: 'Nodes of the new version in the order of the file.',
      },
    },
    required: ['source', 'target', 'running', 'mapping', 'elements', 'targets'],
    description:
      'A plan to begin with: nodes of the same id are mapped where they can stand for each other, all others are open.',
  },
  MigrationRequest: {
    type: 'object',
    properties: {
      instanceIds: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 100000 },
      sourceDefinitionId: { type: 'string' },
      targetDefinitionId: { type: 'string' },
      mapping: { type: 'array', items: { $ref: '#/components/schemas/MappedElement' }, maxItems: 20000 },
    },
    required: ['sourceDefinitionId', 'targetDefinitionId', 'mapping'],
    additionalProperties: false,
    description:
      'Body of `POST /api/migrations/dry-run` → MigrationDryRun and of `POST /api/migrations` → 201 `BatchSummary`: a plan,\nand which cases it is for; all running ones of the old version when `instanceIds` is absent.',
  },
  MigrationValidation: {
    type: 'object',
    properties: {
      valid: { type: 'boolean', description: 'No finding is an error.' },
      findings: { type: 'array', items: { $ref: '#/components/schemas/MigrationFinding' } },
    },
    required: ['valid', 'findings'],
  },
  ModificationEffect: {
    type: 'object',
    properties: {
      kind: {
        type: 'string',
        enum: [
          'task-created',
          'task-canceled',
          'job-created',
          'job-canceled',
          'timer-scheduled',
          'message-sent',
          'signal-sent',
          'incident-raised',
          'step-canceled',
          'step-begun',
          'step-passed',
          'step-completed',
          'timer-canceled',
          'event-dropped',
          'event-awaited',
          'incident-dropped',
          'case-called',
          'called-case-ended',
          'case-ended',
        ],
      },
      nodeId: { type: 'string' },
      nodeType: { type: 'string', description: 'BPMN element name, e.g. `userTask`.' },
      name: {
        type: 'string',
        description:
          'Name of the element; of a task, a message or a signal its own; of a called case that of its process.',
      },
      count: { type: 'integer', description: 'How many times.' },
      assignee: { type: 'string', description: 'Log-in name of who has the task, or gets it.' },
      candidateGroups: { type: 'array', items: { type: 'string' } },
      dueAt: { type: 'string', format: 'date-time' },
      topic: { type: 'string', description: 'Of a job: which connector or worker does it.' },
      message: { type: 'string', description: 'Of an incident.' },
      outcome: {
        type: 'string',
        enum: ['failed', 'completed', 'canceled', 'running', 'suspended', 'terminated'],
        description: 'How the case would end.',
      },
      calledInstanceId: { type: 'string', description: 'The called case it happens in; absent for the case itself.' },
    },
    required: ['kind', 'count'],
    description: 'One thing that would happen. `step-passed`: a step is begun and done at once, such as a gateway.',
  },
  ModificationEffectKind: {
    type: 'string',
    enum: [
      'task-created',
      'task-canceled',
      'job-created',
      'job-canceled',
      'timer-scheduled',
      'message-sent',
      'signal-sent',
      'incident-raised',
      'step-canceled',
      'step-begun',
      'step-passed',
      'step-completed',
      'timer-canceled',
      'event-dropped',
      'event-awaited',
      'incident-dropped',
      'case-called',
      'called-case-ended',
      'case-ended',
    ],
  },
  ModificationPreview: {
    type: 'object',
    properties: { effects: { type: 'array', items: { $ref: '#/components/schemas/ModificationEffect' } } },
    required: ['effects'],
    description:
      'What would happen, in this order. Between now and then the case may move on: carrying it out decides anew.',
  },
  ModifyInstanceRequest: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
        description: 'Why: kept in the operation log and shown in the case.',
        minLength: 1,
        maxLength: 2000,
      },
      changes: {
        type: 'array',
        items: { $ref: '#/components/schemas/CaseChange' },
        description: 'Carried out together, in this order.',
        minItems: 1,
        maxItems: 100,
      },
    },
    required: ['reason', 'changes'],
    additionalProperties: false,
    description: 'Body of `POST /api/instances/:id/modification` → 204.',
  },
  Money: {
    type: 'object',
    properties: { value: { type: 'string' }, currency: { type: 'string', description: 'ISO 4217.' } },
    required: ['value', 'currency'],
    description:
      'An amount of money, exactly as written: a decimal number with a point and at least two places, never a float.',
  },
  OnlineService: {
    type: 'object',
    properties: { key: { type: 'string' }, name: { type: 'string' }, description: { type: 'string' } },
    required: ['key', 'name', 'description'],
    description: 'A service citizens can apply for online.',
  },
  OnlineServiceForm: {
    type: 'object',
    properties: {
      town: { type: 'string' },
      introduction: { type: 'string' },
      schema: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description: 'form-js schema.',
      },
      maximumAttachments: { type: 'integer' },
      maximumFileBytes: { type: 'integer' },
      attachmentHints: { type: 'array', items: { type: 'string' } },
      key: { type: 'string' },
      name: { type: 'string' },
      description: { type: 'string' },
    },
    required: [
      'town',
      'introduction',
      'schema',
      'maximumAttachments',
      'maximumFileBytes',
      'attachmentHints',
      'key',
      'name',
      'description',
    ],
    description: 'Answer of `GET /api/online-services/:key`, public.',
  },
  OnlineServices: {
    type: 'object',
    properties: {
      town: { type: 'string' },
      services: { type: 'array', items: { $ref: '#/components/schemas/OnlineService' } },
    },
    required: ['town', 'services'],
    description: 'Answer of `GET /api/online-services`, public.',
  },
  OpenStep: {
    type: 'object',
    properties: {
      nodeId: { type: 'string' },
      label: { type: 'string' },
      rounds: { type: 'array', items: { $ref: '#/components/schemas/TaskRound' } },
      assignee: {
        type: 'object',
        properties: { name: { type: 'string' }, displayName: { type: 'string' } },
        required: ['name', 'displayName'],
      },
      waiting: { type: 'boolean', description: 'Its turn has not come: the subprocess does one step after the other.' },
    },
    required: ['nodeId', 'label'],
    description: 'A step that is open inside an ad-hoc subprocess, or was chosen and waits for its turn.',
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
  ParticipationDocument: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      title: { type: 'string' },
      fileName: { type: 'string' },
      mediaType: { type: 'string' },
      size: { type: 'integer' },
    },
    required: ['id', 'title', 'fileName', 'mediaType', 'size'],
    description: 'A document that was released to the person who was invited.',
  },
  ParticipationReceipt: {
    type: 'object',
    properties: { answeredAt: { type: 'string', format: 'date-time' } },
    required: ['answeredAt'],
    description: '201 of `POST /api/participation/:secret`: the answer is safe. Sent once only.',
  },
  ParticipationView: {
    type: 'object',
    properties: {
      state: { type: 'string', enum: ['open', 'answered', 'expired'] },
      title: { type: 'string' },
      introduction: { type: 'string' },
      recipientName: { type: 'string', description: 'The person invited, as the case names them.' },
      town: { type: 'string' },
      expiresAt: { type: 'string', format: 'date-time' },
      answeredAt: { type: 'string', format: 'date-time' },
      form: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description: 'form-js schema of the answer.',
      },
      data: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description: 'Values the form shows.',
      },
      documents: { type: 'array', items: { $ref: '#/components/schemas/ParticipationDocument' } },
      maximumAttachments: { type: 'integer' },
      maximumFileBytes: { type: 'integer', description: 'Bytes of one file at most.' },
    },
    required: [
      'state',
      'title',
      'introduction',
      'recipientName',
      'town',
      'expiresAt',
      'documents',
      'maximumAttachments',
      'maximumFileBytes',
    ],
    description:
      '`GET /api/participation/:secret`: what somebody outside is asked, by a link that only they have. Only what the case has\nreleased to this person is in it. `answered`: there is nothing more to do. `expired`: its time is over, or no answer is\nneeded any more; then form and documents are absent.',
  },
  PaymentOrder: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      state: { type: 'string', enum: ['ordered', 'handedOver'] },
      invoiceId: { type: 'string' },
      caseNumber: { type: 'string' },
      instanceId: { type: 'string' },
      createdAt: { type: 'string', format: 'date-time' },
      handedOverAt: { type: 'string', format: 'date-time' },
      handedOverBy: { type: 'string' },
      creditor: { type: 'string', description: 'Name of the account that is paid to.' },
      iban: { type: 'string' },
      bic: { type: 'string' },
      amount: { $ref: '#/components/schemas/Money' },
      discount: { $ref: '#/components/schemas/Money', description: 'The discount that was used.' },
      executionDate: { type: 'string', description: '`YYYY-MM-DD`' },
      remittance: { type: 'string', description: 'What the payee reads on the statement.' },
      endToEndId: { type: 'string', description: 'Unique for ever; also in the file.' },
    },
    required: [
      'id',
      'state',
      'invoiceId',
      'caseNumber',
      'instanceId',
      'createdAt',
      'creditor',
      'iban',
      'amount',
      'executionDate',
      'remittance',
      'endToEndId',
    ],
    description: 'The order to pay one invoice.',
  },
  PaymentOrderQuery: {
    type: 'object',
    properties: {
      state: { type: 'string', enum: ['ordered', 'handedOver'] },
      search: {
        type: 'string',
        description: 'Part of creditor, case number, remittance text or end-to-end id, any case.',
      },
      limit: { type: 'integer', description: 'PAGE_LIMITS.default when absent.', minimum: 1, maximum: 200 },
      cursor: {
        type: 'string',
        description:
          '`nextCursor` of the page before. Opaque: never build or read one. Keep the other parameters unchanged.',
      },
    },
    additionalProperties: false,
    description: 'Query of `GET /api/payment-orders` → `Page<PaymentOrder>`, newest first.',
  },
  PaymentOrderState: { type: 'string', enum: ['ordered', 'handedOver'] },
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
                enum: ['process-owner', 'clerk', 'head', 'treasurer', 'integrator', 'operator', 'worker'],
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
  PeopleNames: {
    type: 'object',
    properties: { names: { type: 'object', additionalProperties: { type: 'string' } } },
    required: ['names'],
    description:
      'Answer of `GET /api/people/names`, for everybody who is logged in: what the people behind these log-in names are called.\nNames nobody has are absent. Groups and roles need People with its permission.',
  },
  PeopleNamesQuery: {
    type: 'object',
    properties: { name: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 100 } },
    required: ['name'],
    additionalProperties: false,
    description: 'Query of `GET /api/people/names`: log-in names one has met in a task, a history or a record.',
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
  PreviewModificationRequest: {
    type: 'object',
    properties: {
      changes: {
        type: 'array',
        items: { $ref: '#/components/schemas/CaseChange' },
        description: 'Carried out together, in this order.',
        minItems: 1,
        maxItems: 100,
      },
    },
    required: ['changes'],
    additionalProperties: false,
    description: 'Body of `POST /api/instances/:id/modification/preview` → ModificationPreview. Nothing is changed.',
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
      receivers: {
        type: 'array',
        items: { $ref: '#/components/schemas/MessageReceiver' },
        description:
          '`MESSAGE_NOT_CORRELATED`, `AMBIGUOUS_CORRELATION`: who waits for a message of this name, for those who may see cases.',
      },
      elementId: { type: 'string', description: 'Element of the diagram the problem is about, where there is one.' },
    },
    required: ['type', 'title', 'status', 'code', 'detail', 'instance', 'requestId'],
    description:
      'Body of every answer with a status of 400 and above (RFC 9457, `application/problem+json`). Programs branch on `code`\n(stable, SCREAMING_SNAKE_CASE); `title`, `detail` and the details of `errors` are sentences for people in the language of the\nrequest (`Accept-Language`, German or English). The English `detail` is of the form "Expected …, but …".',
  },
  ProcessEvent: {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['message', 'signal'] },
      name: { type: 'string' },
      starts: { type: 'boolean', description: 'A start event of this version waits for it: sending it begins a case.' },
      steps: { type: 'array', items: { type: 'string' }, description: 'Names of the steps that wait for it.' },
      correlationKeys: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of the correlation keys a waiting case asks for.',
      },
      fields: { type: 'array', items: { type: 'string' } },
      waiting: {
        type: 'integer',
        description: 'How many cases wait for it now, of whatever process; counted up to 1,000 waiting elements.',
      },
    },
    required: ['kind', 'name', 'starts', 'steps', 'correlationKeys', 'fields', 'waiting'],
  },
  ProcessEvents: {
    type: 'object',
    properties: { events: { type: 'array', items: { $ref: '#/components/schemas/ProcessEvent' } } },
    required: ['events'],
    description:
      '`GET /api/definitions/:key/versions/:version/events` → what a process listens to, by message and by signal.',
  },
  ProcessFigures: {
    type: 'object',
    properties: {
      days: { type: 'number' },
      running: { type: 'number', description: 'Cases that run now.' },
      ended: { type: 'number', description: 'Cases that ended in these days.' },
      time: {
        $ref: '#/components/schemas/TimeTaken',
        description: 'From start to end, over the cases that came to their end by themselves.',
      },
      steps: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/StepFigures' },
        description: 'By flow node id; steps where nothing happened are absent.',
      },
    },
    required: ['days', 'running', 'ended', 'steps'],
    description:
      '`GET /api/definitions/:key/versions/:version/figures`: how this version has done, and what waits where.',
  },
  ProcessFiguresQuery: {
    type: 'object',
    properties: {
      days: { type: 'integer', description: 'How many days back; 90 when absent.', minimum: 1, maximum: 3650 },
    },
    additionalProperties: false,
    description: 'Query of `GET /api/definitions/:key/versions/:version/figures`.',
  },
  ProposeMigrationRequest: {
    type: 'object',
    properties: { sourceDefinitionId: { type: 'string' }, targetDefinitionId: { type: 'string' } },
    required: ['sourceDefinitionId', 'targetDefinitionId'],
    additionalProperties: false,
    description: 'Body of `POST /api/migrations/plan` → MigrationProposal.',
  },
  PublishMessageRequest: {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1 },
      correlation: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description:
          'Values by the names of the correlation properties drawn; of a subscription with one key (`zeebe:subscription`) the name is `correlationKey`.',
      },
      businessKey: { type: 'string' },
      all: { type: 'boolean', description: 'Deliver to every match instead of exactly one.' },
      instanceId: { type: 'string', description: 'Only this case.' },
      elementInstanceId: { type: 'string', description: 'Only where this element of it waits, see AwaitedEvent.' },
      variables: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
    },
    required: ['name'],
    additionalProperties: false,
    description:
      'Body of `POST /api/messages`. Goes to exactly one receiver: the waiting case whose subscription has this name and whose\ncorrelation values are all equal to those given, or the process whose message start event has this name. Nothing is\nbuffered: 404 `MESSAGE_NOT_CORRELATED` when nobody waits, 409 `AMBIGUOUS_CORRELATION` when several do.',
  },
  RestartRequest: {
    type: 'object',
    properties: {
      startBefore: { type: 'array', items: { type: 'string' }, description: 'Begin before these elements …' },
      startAfter: {
        type: 'array',
        items: { type: 'string' },
        description: '… and after these, instead of at the start.',
      },
      initialVariables: {
        type: 'boolean',
        description: 'With the variables it was started with instead of those it ended with.',
      },
      withoutBusinessKey: { type: 'boolean' },
    },
    additionalProperties: false,
    description: 'How an ended case is begun again. `POST /api/instances/:id/restart` → 201 `InstanceSummary`.',
  },
  Retention: {
    type: 'object',
    properties: {
      days: {
        type: 'number',
        description:
          "Whole days from the end of a case; absent: for ever. A drawing's months and years are counted as 30 and 365 days.",
      },
      period: {
        type: 'string',
        description: 'ISO 8601, as it is carried out; absent: for ever. That of the latest version.',
      },
      differs: { type: 'boolean', description: 'Other versions have another period.' },
      ended: { type: 'number', description: 'Ended cases that are kept now.' },
      expired: {
        type: 'number',
        description:
          'Of these: how many are over, by {@link RetentionQuery.days} or, without, by what is set. They go within hours.',
      },
    },
    required: ['differs', 'ended', 'expired'],
    description: 'How long the ended cases of a process are kept, over all its versions.',
  },
  RetentionQuery: {
    type: 'object',
    properties: {
      days: {
        type: 'integer',
        description: 'Asks how many ended cases would be over with so many days.',
        minimum: 0,
        maximum: 36500,
      },
    },
    additionalProperties: false,
    description: 'Query of `GET /api/definitions/:key/retention`.',
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
  Role: { type: 'string', enum: ['process-owner', 'clerk', 'head', 'treasurer', 'integrator', 'operator', 'worker'] },
  RunScenariosRequest: {
    type: 'object',
    properties: {
      definitionKey: { type: 'string', minLength: 1 },
      version: { type: 'integer', description: 'The newest when absent.', minimum: 1 },
      testCases: {
        type: 'array',
        items: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
        description:
          "In the format of Camunda's process test cases; absent, those of the `*.scenarios.json` files deployed with the process.",
        minItems: 1,
        maxItems: 200,
      },
    },
    required: ['definitionKey'],
    additionalProperties: false,
    description:
      'Body of `POST /api/scenarios/run`: plays scenarios on the engine in memory with a clock of their own; nothing of it is\nkept and nothing outside is touched. 404 `SCENARIOS_NOT_FOUND` when none are sent and none were deployed beside the\nprocess, 422 `SCENARIO_INVALID` when they cannot be read.',
  },
  ScenarioOutcome: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      description: { anyOf: [{ type: 'null' }, { type: 'string' }] },
      file: {
        anyOf: [{ type: 'null' }, { type: 'string' }],
        description: 'File it was deployed in; null when it was sent.',
      },
      passed: { type: 'boolean' },
      steps: { type: 'array', items: { $ref: '#/components/schemas/ScenarioStep' } },
    },
    required: ['name', 'description', 'file', 'passed', 'steps'],
  },
  ScenarioReport: {
    type: 'object',
    properties: {
      definition: { $ref: '#/components/schemas/DefinitionRef' },
      scenarios: { type: 'array', items: { $ref: '#/components/schemas/ScenarioOutcome' } },
      coveredNodeIds: {
        type: 'array',
        items: { type: 'string' },
        description: 'Steps of this process that at least one scenario went through.',
      },
    },
    required: ['definition', 'scenarios', 'coveredNodeIds'],
    description: '200: what came of each scenario. A scenario that does not hold is a result, not a problem.',
  },
  ScenarioStep: {
    type: 'object',
    properties: {
      type: { type: 'string', description: 'Type of the instruction, e.g. `COMPLETE_USER_TASK`.' },
      outcome: {
        type: 'string',
        enum: ['failed', 'passed', 'skipped'],
        description: '`skipped`: an earlier step has failed.',
      },
      elementIds: { type: 'array', items: { type: 'string' }, description: 'Elements of the drawing it is about.' },
      about: {
        type: 'array',
        items: {
          type: 'object',
          properties: { field: { type: 'string' }, value: { $ref: '#/components/schemas/JsonValue' } },
          required: ['field', 'value'],
        },
        description: 'What else it is about: a message, a duration, a wanted state, variables …',
      },
      at: {
        anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }],
        description: 'When it happened, by the clock of the scenario; null when it was skipped.',
      },
      message: {
        anyOf: [{ type: 'null' }, { type: 'string' }],
        description: 'Why it failed, in English and in German, with the ids of the drawing; null when it did not.',
      },
      messageDe: { anyOf: [{ type: 'null' }, { type: 'string' }] },
      whereNodeIds: { type: 'array', items: { type: 'string' }, description: 'Where the cases were when it failed.' },
    },
    required: ['type', 'outcome', 'elementIds', 'about', 'at', 'message', 'messageDe', 'whereNodeIds'],
  },
  SeeTasksRequest: {
    type: 'object',
    properties: {
      taskIds: {
        type: 'array',
        items: { type: 'string' },
        description: 'Ids of tasks that were opened, of at most 100 characters each; the latest 500 are remembered.',
        maxItems: 500,
      },
    },
    required: ['taskIds'],
    additionalProperties: false,
    description:
      'Body of `POST /api/account/inbox/seen` → InboxMemory; without ids it only says that this person has begun.',
  },
  SendSignalRequest: {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1 },
      variables: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
    },
    required: ['name'],
    additionalProperties: false,
    description:
      'Body of `POST /api/signals` → SignalDelivery. Reaches everybody who waits for it, and every start event of this name.',
  },
  Session: {
    type: 'object',
    properties: {
      person: { $ref: '#/components/schemas/Person' },
      roles: {
        type: 'array',
        items: {
          type: 'string',
          enum: ['process-owner', 'clerk', 'head', 'treasurer', 'integrator', 'operator', 'worker'],
        },
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
  SignalDelivery: {
    type: 'object',
    properties: { receivers: { type: 'integer', description: 'How many it reaches; the deliveries follow at once.' } },
    required: ['receivers'],
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
  StartObstacle: {
    type: 'string',
    enum: ['compensation', 'boundaryEvent', 'eventSubProcess', 'noFlow', 'severalFlows'],
  },
  StepFigures: {
    type: 'object',
    properties: {
      completed: { type: 'number', description: 'How often it was completed in these days.' },
      canceled: { type: 'number', description: 'How often it was broken off.' },
      time: { $ref: '#/components/schemas/TimeTaken', description: 'From entering to completing it.' },
      waiting: { type: 'number', description: 'How many are there now.' },
      waitingSince: { type: 'string', format: 'date-time' },
    },
    required: ['completed', 'canceled', 'waiting'],
  },
  Suspension: {
    type: 'object',
    properties: {
      at: { type: 'string', format: 'date-time' },
      by: { type: 'string', description: 'Log-in name.' },
      reason: { type: 'string' },
    },
    description: 'Why a case is halted; without anything where a program did it, or the whole process is halted.',
  },
  SuspensionRequest: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
        description: 'Stands on the case, at its tasks and in its history.',
        minLength: 1,
        maxLength: 2000,
      },
    },
    additionalProperties: false,
    description: 'Body of `POST /api/instances/:id/suspend` and of `…/resume` → 204; it may be left out.',
  },
  TaskChoice: {
    type: 'object',
    properties: { nodeId: { type: 'string' }, label: { type: 'string' } },
    required: ['nodeId', 'label'],
    description: 'A step somebody may begin in an ad-hoc subprocess (BPMN 2.0.2 § 13.3.5).',
  },
  TaskColleagues: {
    type: 'object',
    properties: {
      people: {
        type: 'array',
        items: {
          type: 'object',
          properties: { name: { type: 'string' }, displayName: { type: 'string' } },
          required: ['name', 'displayName'],
        },
      },
    },
    required: ['people'],
    description: '`GET /api/tasks/:id/colleagues`: to whom a task can be handed, by full name; without whoever has it.',
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
      choices: {
        type: 'array',
        items: { $ref: '#/components/schemas/TaskChoice' },
        description:
          'Of the task that chooses the work of an ad-hoc subprocess: what may be begun, any number of times. Completing ends the subprocess.',
      },
      openSteps: {
        type: 'array',
        items: { $ref: '#/components/schemas/OpenStep' },
        description: 'With choices: what is open inside now; completing drops it.',
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
      dataGroups: {
        type: 'array',
        items: { $ref: '#/components/schemas/DataGroup' },
        description: 'What the process calls this data.',
      },
      needsSecondPerson: {
        type: 'boolean',
        description: 'The person who asks did the work this task checks: somebody else has to do it.',
      },
      may: {
        type: 'object',
        properties: {
          claim: { type: 'boolean' },
          unclaim: { type: 'boolean' },
          complete: { type: 'boolean' },
          assign: { type: 'boolean' },
          handOver: { type: 'boolean', description: 'Give it to a colleague it is meant for, and write notes.' },
          followUp: { type: 'boolean' },
        },
        required: ['claim', 'unclaim', 'complete', 'assign', 'handOver', 'followUp'],
        description: 'What the person who asks may do with it now.',
      },
      id: { type: 'string' },
      name: { type: 'string' },
      rounds: {
        type: 'array',
        items: { $ref: '#/components/schemas/TaskRound' },
        description:
          'The instances of multi-instances and loops it belongs to, the outermost first; absent when there are none.',
      },
      purpose: { $ref: '#/components/schemas/TaskPurpose' },
      state: { $ref: '#/components/schemas/TaskState' },
      nodeId: { type: 'string' },
      instance: {
        type: 'object',
        properties: { id: { type: 'string' }, businessKey: { type: 'string' }, partOf: { type: 'string' } },
        required: ['id'],
        description: '`partOf`: of a called case without a business key, that of the case the work belongs to.',
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
      dueDay: {
        type: 'string',
        description:
          "Present when it is due on a day without a time (`2026-11-23`, in the installation's time zone): dueDate is its end.",
      },
      followUpDate: { type: 'string', format: 'date-time' },
      followUpDay: {
        type: 'string',
        description: 'Present when it comes back on a day without a time: followUpDate is its beginning.',
      },
      suspension: {
        $ref: '#/components/schemas/Suspension',
        description: 'Present while its case is halted: nobody can complete it.',
      },
      late: { type: 'boolean', description: 'Due date passed while open.' },
      completedAt: { type: 'string', format: 'date-time' },
      completedBy: { type: 'string' },
    },
    required: [
      'asks',
      'variables',
      'dataGroups',
      'needsSecondPerson',
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
  TaskNote: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      at: { type: 'string', format: 'date-time' },
      by: { type: 'string', description: 'Log-in name.' },
      message: { type: 'string' },
    },
    required: ['id', 'at', 'by', 'message'],
    description: 'What somebody has written about a task, for whoever works on it.',
  },
  TaskNotes: {
    type: 'object',
    properties: { notes: { type: 'array', items: { $ref: '#/components/schemas/TaskNote' } } },
    required: ['notes'],
    description: '`GET /api/tasks/:id/notes`: oldest first; those of an ended task, too.',
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
        enum: ['done', 'mine', 'groups', 'followUps', 'late', 'all'],
        description: '`mine` when absent.',
      },
      group: { type: 'string' },
      definitionKey: { type: 'string' },
      instanceId: { type: 'string' },
      search: {
        type: 'string',
        description:
          "Part of the task's name, of what its rounds are about or of the business key, case-insensitive; from three characters on also of any text in the case's data.",
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
  TaskRound: {
    type: 'object',
    properties: {
      index: { type: 'integer', description: 'Its place among them, from 1.' },
      total: {
        type: 'integer',
        description: 'How many there are; absent for a loop, which goes on as long as its condition says.',
      },
      subject: {
        type: 'array',
        items: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
        description:
          'What of the collection it is about, in at most three values; absent where it goes over no collection.',
      },
    },
    required: ['index'],
    description:
      'One instance of a multi-instance or loop a task belongs to: what tells it from the others of the same name.',
  },
  TaskScope: { type: 'string', enum: ['done', 'mine', 'groups', 'followUps', 'late', 'all'] },
  TaskState: { type: 'string', enum: ['completed', 'canceled', 'open'] },
  TaskSummary: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      name: { type: 'string' },
      rounds: {
        type: 'array',
        items: { $ref: '#/components/schemas/TaskRound' },
        description:
          'The instances of multi-instances and loops it belongs to, the outermost first; absent when there are none.',
      },
      purpose: { $ref: '#/components/schemas/TaskPurpose' },
      state: { $ref: '#/components/schemas/TaskState' },
      nodeId: { type: 'string' },
      instance: {
        type: 'object',
        properties: { id: { type: 'string' }, businessKey: { type: 'string' }, partOf: { type: 'string' } },
        required: ['id'],
        description: '`partOf`: of a called case without a business key, that of the case the work belongs to.',
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
      dueDay: {
        type: 'string',
        description:
          "Present when it is due on a day without a time (`2026-11-23`, in the installation's time zone): dueDate is its end.",
      },
      followUpDate: { type: 'string', format: 'date-time' },
      followUpDay: {
        type: 'string',
        description: 'Present when it comes back on a day without a time: followUpDate is its beginning.',
      },
      suspension: {
        $ref: '#/components/schemas/Suspension',
        description: 'Present while its case is halted: nobody can complete it.',
      },
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
  TimeTaken: {
    type: 'object',
    properties: {
      median: { type: 'number' },
      ninetieth: { type: 'number', description: 'Nine of ten took no longer.' },
    },
    required: ['median', 'ninetieth'],
    description: 'How long something took, in seconds. Absent where nothing was completed.',
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
  Trial: {
    type: 'object',
    properties: {
      startedAt: { type: 'string', format: 'date-time' },
      now: { type: 'string', format: 'date-time', description: 'The clock of the trial.' },
      processes: { type: 'array', items: { $ref: '#/components/schemas/TrialProcess' } },
      steps: {
        type: 'array',
        items: { $ref: '#/components/schemas/ScenarioStep' },
        description: 'What came of each instruction.',
      },
      cases: { type: 'array', items: { $ref: '#/components/schemas/TrialCase' } },
      tokens: {
        type: 'array',
        items: {
          type: 'object',
          properties: { processKey: { type: 'string' }, nodeId: { type: 'string' }, hasIncident: { type: 'boolean' } },
          required: ['processKey', 'nodeId', 'hasIncident'],
        },
        description: 'Where work stands: innermost elements with a token.',
      },
      path: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/TrialPath' },
        description: 'How often each node was completed and each flow taken, by process.',
      },
      tasks: { type: 'array', items: { $ref: '#/components/schemas/TrialTask' } },
      jobs: { type: 'array', items: { $ref: '#/components/schemas/TrialJob' } },
      timers: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            processKey: { type: 'string' },
            nodeId: { type: 'string' },
            dueAt: { type: 'string', format: 'date-time' },
          },
          required: ['processKey', 'nodeId', 'dueAt'],
        },
      },
      waiting: { type: 'array', items: { $ref: '#/components/schemas/TrialWaiting' } },
      incidents: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            processKey: { type: 'string' },
            nodeId: { type: 'string' },
            message: { type: 'string', description: 'English; what people read is made of `fault`.' },
            fault: { $ref: '#/components/schemas/Fault' },
          },
          required: ['processKey', 'nodeId', 'message'],
        },
      },
      starts: {
        type: 'array',
        items: { $ref: '#/components/schemas/TrialStart' },
        description: 'Start events of the processes.',
      },
    },
    required: [
      'startedAt',
      'now',
      'processes',
      'steps',
      'cases',
      'tokens',
      'path',
      'tasks',
      'jobs',
      'timers',
      'waiting',
      'incidents',
      'starts',
    ],
    description: '200: where the processes stand. A step that cannot be done is the last of `steps` and says why.',
  },
  TrialCase: {
    type: 'object',
    properties: {
      processKey: { type: 'string' },
      businessKey: { type: 'string' },
      outcome: {
        type: 'string',
        enum: ['failed', 'completed', 'canceled', 'terminated', 'active'],
        description: '`active`, `completed`, `terminated` by an end event, `canceled`, `failed`.',
      },
      variables: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
    },
    required: ['processKey', 'outcome', 'variables'],
  },
  TrialFile: {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 255 },
      content: { type: 'string', description: 'The bytes in Base64.' },
    },
    required: ['name', 'content'],
  },
  TrialJob: {
    type: 'object',
    properties: {
      topic: { type: 'string', description: 'Job type or topic.' },
      performer: {
        type: 'string',
        enum: ['external', 'connector'],
        description: 'Whether one of our connectors would do it, or a program outside.',
      },
      processKey: { type: 'string' },
      nodeId: { type: 'string' },
      position: { type: 'integer', description: 'From 1.' },
      variables: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description: 'Data visible at this step.',
      },
    },
    required: ['topic', 'performer', 'processKey', 'nodeId', 'position', 'variables'],
  },
  TrialPath: {
    type: 'object',
    properties: {
      nodes: { type: 'object', additionalProperties: { type: 'number' } },
      flows: { type: 'object', additionalProperties: { type: 'number' } },
    },
    required: ['nodes', 'flows'],
  },
  TrialProcess: {
    type: 'object',
    properties: {
      key: { type: 'string' },
      name: { type: 'string' },
      file: { type: 'string', description: 'Name of its file.' },
      version: {
        type: 'number',
        description: "Version of the released process; absent for one of the request's files.",
      },
      stepNames: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: 'Names of its steps and flows by id, as far as they have any.',
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
      variableNames: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of variables its files read or write.',
      },
    },
    required: ['key', 'file', 'stepNames', 'variableNames'],
    description:
      'A process that can run in the trial: from a file of the request, or released with it or called by it.',
  },
  TrialRequest: {
    type: 'object',
    properties: {
      files: {
        type: 'array',
        items: { $ref: '#/components/schemas/TrialFile' },
        description: 'Files as they would be released; those with errors are left out.',
        minItems: 1,
        maxItems: 100,
      },
      definitionKey: { type: 'string', minLength: 1 },
      version: { type: 'integer', description: 'The newest when absent.', minimum: 1 },
      startsAt: { type: 'string', format: 'date-time', description: 'When the trial begins; now when absent.' },
      instructions: {
        type: 'array',
        items: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
        description: "In the format of Camunda's process test cases.",
        maxItems: 500,
      },
    },
    required: ['instructions'],
    additionalProperties: false,
    description:
      'Body of `POST /api/trials` → Trial: plays what somebody has done so far with processes that need not be released,\nin memory, with a clock of its own. Nothing is kept: whoever tries sends everything again with the next step added, and\nwhat was sent is a scenario. Exactly one of `files` and `definitionKey`; 404 `DEFINITION_NOT_FOUND`, 422 `SCENARIO_INVALID`\nwhen an instruction has no shape of one, 422 `MODEL_INVALID` with findings when none of the files can run.',
  },
  TrialStart: {
    type: 'object',
    properties: {
      processKey: { type: 'string' },
      nodeId: { type: 'string' },
      kind: { type: 'string', enum: ['message', 'signal', 'timer', 'none', 'conditional'] },
      name: { type: 'string', description: 'Of the message or signal.' },
      dueAt: { type: 'string', format: 'date-time' },
    },
    required: ['processKey', 'nodeId', 'kind'],
  },
  TrialTask: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      purpose: { $ref: '#/components/schemas/TaskPurpose' },
      instruction: { type: 'string' },
      assignee: { type: 'string' },
      candidateGroups: { type: 'array', items: { type: 'string' } },
      candidateUsers: { type: 'array', items: { type: 'string' } },
      dueDate: { type: 'string', format: 'date-time' },
      rounds: { type: 'array', items: { $ref: '#/components/schemas/TaskRound' } },
      asks: { type: 'array', items: { $ref: '#/components/schemas/TaskQuestion' } },
      choices: { type: 'array', items: { $ref: '#/components/schemas/TaskChoice' } },
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
      processKey: { type: 'string' },
      nodeId: { type: 'string' },
      position: { type: 'integer', description: 'From 1.' },
      variables: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/JsonValue' },
        description: 'Data visible at this step.',
      },
    },
    required: [
      'name',
      'purpose',
      'candidateGroups',
      'candidateUsers',
      'asks',
      'processKey',
      'nodeId',
      'position',
      'variables',
    ],
  },
  TrialWaiting: {
    type: 'object',
    properties: {
      processKey: { type: 'string' },
      nodeId: { type: 'string' },
      kind: { type: 'string', enum: ['message', 'signal', 'conditional'] },
      name: { type: 'string' },
      correlation: { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
    },
    required: ['processKey', 'nodeId', 'kind', 'name', 'correlation'],
    description: 'Something waits for a message, a signal or a condition.',
  },
  UploadDocumentQuery: {
    type: 'object',
    properties: {
      fileName: { type: 'string', description: 'Needed unless a form names the file.', maxLength: 500 },
      mediaType: {
        type: 'string',
        description: 'What the file claims to be; found out from its first bytes when absent.',
        maxLength: 200,
      },
      title: { type: 'string', description: 'The file name when absent.', maxLength: 500 },
      documentType: { type: 'string', description: '`attachment` when absent.', maxLength: 100 },
    },
    additionalProperties: false,
    description:
      'Query of `POST /api/instances/:id/documents` and of `…/documents/:documentId/versions`. The body is the file itself\n(`application/octet-stream`), or a form (`multipart/form-data`) with one file.',
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
      leftOut: {
        type: 'array',
        items: { $ref: '#/components/schemas/LeftOutFile' },
        description:
          'What `onlySound` would leave out; empty when everything can be released, every file when nothing would remain.',
      },
      files: { type: 'array', items: { $ref: '#/components/schemas/ValidatedFile' } },
    },
    required: ['deployable', 'leftOut', 'files'],
    description: 'Answer of `POST /api/deployments/validate`, 200 also when files are faulty. Nothing is stored.',
  },
  WriteNoteRequest: {
    type: 'object',
    properties: { message: { type: 'string', minLength: 1, maxLength: 2000 } },
    required: ['message'],
    additionalProperties: false,
    description:
      'Body of `POST /api/tasks/:id/notes` → 201 TaskNote. It stands at the task and in the history of the case.',
  },
};
