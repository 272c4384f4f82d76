import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  apiPaths,
  type About,
  type BatchItem,
  type BatchItemQuery,
  type BatchSummary,
  type CaseChange,
  type CasePlaces,
  type CaseRecord,
  type ModificationPreview,
  type DefinitionDetail,
  type DefinitionQuery,
  type DefinitionSummary,
  type DefinitionVersion,
  type DocumentDetail,
  type Health,
  type HistoryEntry,
  type IncidentCauses,
  type IncidentQuery,
  type IncidentSummary,
  type IntakeArrival,
  type IntakeArrivalQuery,
  type IntakeOverview,
  type InvoiceCounts,
  type InvoiceDetail,
  type InvoiceQuery,
  type InvoiceSummary,
  type MailForReview,
  type MigrationPlanRequest,
  type MigrationProposal,
  type MigrationValidation,
  type OnlineServiceForm,
  type OnlineServices,
  type InstanceDetail,
  type InstanceQuery,
  type InstanceSummary,
  type Page,
  type PaymentOrder,
  type PaymentOrderQuery,
  type ParticipationView,
  type Person,
  type ProcessEvents,
  type ProcessFigures,
  type Session,
  type TaskColleagues,
  type Retention,
  type TaskCounts,
  type TaskDetail,
  type TaskNotes,
  type TaskQuery,
  type TaskSummary,
} from './contracts.ts';
import { ProblemError } from './problem-error.ts';
import { requestJson, requestText } from './request.ts';

/** The part of an element template a page shows; the rest is for modelling tools. */
export interface OfferedTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: { readonly name: string };
  readonly properties: readonly {
    readonly type: string;
    readonly label?: string;
    readonly description?: string;
    readonly value?: string;
    readonly binding: Readonly<Record<string, string>>;
    readonly constraints?: object;
  }[];
}

/**
 * What the screens read, with the key under which each answer is kept. The first word of a key is the kind of a change
 * (`task`, `instance`, `incident`, `definition`), so that live updates can say what to read again.
 */
export const queries = {
  about: queryOptions({
    queryKey: ['about'],
    queryFn: ({ signal }) => requestJson<About>(apiPaths.about, { signal }),
    staleTime: Infinity,
  }),

  /** What somebody outside is asked by a link. */
  participation: (secret: string) =>
    queryOptions({
      queryKey: ['participation', secret],
      queryFn: ({ signal }) => requestJson<ParticipationView>(apiPaths.participation(secret), { signal }),
      // A form somebody is filling in must not be read again under their hands.
      staleTime: Infinity,
    }),

  onlineServices: queryOptions({
    queryKey: ['online-services'],
    queryFn: ({ signal }) => requestJson<OnlineServices>(apiPaths.onlineServices, { signal }),
  }),

  onlineService: (key: string) =>
    queryOptions({
      queryKey: ['online-services', key],
      queryFn: ({ signal }) => requestJson<OnlineServiceForm>(apiPaths.onlineService(key), { signal }),
      // A form somebody is filling in must not be read again under their hands.
      staleTime: Infinity,
    }),

  intake: queryOptions({
    queryKey: ['intake', 'overview'],
    queryFn: ({ signal }) => requestJson<IntakeOverview>(apiPaths.intake, { signal }),
    refetchInterval: 10_000,
  }),

  intakeArrivals: (query: IntakeArrivalQuery) =>
    infiniteQueryOptions({
      queryKey: ['intake', 'arrivals', query],
      queryFn: ({ signal, pageParam }) =>
        requestJson<Page<IntakeArrival>>(apiPaths.intakeArrivals, { signal, query: { ...query, cursor: pageParam } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
      refetchInterval: 10_000,
    }),

  /** null: nobody is logged in. */
  session: queryOptions({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      try {
        return await requestJson<Session>(apiPaths.session, { signal });
      } catch (error) {
        if (error instanceof ProblemError && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  }),

  people: queryOptions({
    queryKey: ['people'],
    queryFn: ({ signal }) => requestJson<{ people: readonly Person[] }>(apiPaths.people, { signal }),
    staleTime: 5 * 60_000,
  }),

  taskCounts: queryOptions({
    queryKey: ['task', 'counts'],
    queryFn: ({ signal }) => requestJson<TaskCounts>(apiPaths.taskCounts, { signal }),
  }),

  tasks: (query: TaskQuery) =>
    infiniteQueryOptions({
      queryKey: ['task', 'list', query],
      queryFn: ({ signal, pageParam }) =>
        requestJson<Page<TaskSummary>>(apiPaths.tasks, { signal, query: { ...query, cursor: pageParam } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
    }),

  /** The open tasks I have, for the notices; whoever has more than a page of them sees the most urgent. */
  myTasks: queryOptions({
    queryKey: ['task', 'mine'],
    queryFn: ({ signal }) =>
      requestJson<Page<TaskSummary>>(apiPaths.tasks, { signal, query: { scope: 'mine', limit: 200 } }),
  }),

  task: (id: string) =>
    queryOptions({
      queryKey: ['task', 'detail', id],
      queryFn: ({ signal }) => requestJson<TaskDetail>(apiPaths.task(id), { signal }),
    }),

  taskColleagues: (id: string) =>
    queryOptions({
      queryKey: ['task', 'colleagues', id],
      queryFn: ({ signal }) => requestJson<TaskColleagues>(apiPaths.taskColleagues(id), { signal }),
    }),

  taskNotes: (id: string) =>
    queryOptions({
      queryKey: ['task', 'notes', id],
      queryFn: ({ signal }) => requestJson<TaskNotes>(apiPaths.taskNotes(id), { signal }),
    }),

  instances: (query: InstanceQuery) =>
    infiniteQueryOptions({
      queryKey: ['instance', 'list', query],
      queryFn: ({ signal, pageParam }) =>
        requestJson<Page<InstanceSummary>>(apiPaths.instances, { signal, query: { ...query, cursor: pageParam } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
    }),

  instance: (id: string) =>
    queryOptions({
      queryKey: ['instance', 'detail', id],
      queryFn: ({ signal }) => requestJson<InstanceDetail>(apiPaths.instance(id), { signal }),
    }),

  caseRecord: (instanceId: string) =>
    queryOptions({
      queryKey: ['instance', 'documents', instanceId],
      queryFn: ({ signal }) => requestJson<CaseRecord>(apiPaths.caseDocuments(instanceId), { signal }),
    }),

  caseDocument: (instanceId: string, documentId: string) =>
    queryOptions({
      queryKey: ['instance', 'document', instanceId, documentId],
      queryFn: ({ signal }) => requestJson<DocumentDetail>(apiPaths.caseDocument(instanceId, documentId), { signal }),
    }),

  // Under the word of cases: how far an invoice is changes with its case.
  invoices: (query: InvoiceQuery) =>
    infiniteQueryOptions({
      queryKey: ['instance', 'invoices', query],
      queryFn: ({ signal, pageParam }) =>
        requestJson<Page<InvoiceSummary>>(apiPaths.invoices, { signal, query: { ...query, cursor: pageParam } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
    }),

  invoiceCounts: queryOptions({
    queryKey: ['instance', 'invoices', 'counts'],
    queryFn: ({ signal }) => requestJson<InvoiceCounts>(apiPaths.invoiceCounts, { signal }),
  }),

  mailsForReview: queryOptions({
    queryKey: ['instance', 'invoices', 'mails'],
    queryFn: ({ signal }) => requestJson<Page<MailForReview>>(apiPaths.mailsForReview, { signal }),
    refetchInterval: 30_000,
  }),

  invoice: (id: string) =>
    queryOptions({
      queryKey: ['instance', 'invoice', id],
      queryFn: ({ signal }) => requestJson<InvoiceDetail>(apiPaths.invoice(id), { signal }),
    }),

  invoiceOfInstance: (instanceId: string) =>
    queryOptions({
      queryKey: ['instance', 'invoice of', instanceId],
      queryFn: ({ signal }) => requestJson<InvoiceDetail>(apiPaths.invoiceOfInstance(instanceId), { signal }),
    }),

  paymentOrders: (query: PaymentOrderQuery) =>
    infiniteQueryOptions({
      queryKey: ['instance', 'payment orders', query],
      queryFn: ({ signal, pageParam }) =>
        requestJson<Page<PaymentOrder>>(apiPaths.paymentOrders, { signal, query: { ...query, cursor: pageParam } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
    }),

  batches: infiniteQueryOptions({
    queryKey: ['batch', 'list'],
    queryFn: ({ signal, pageParam }) =>
      requestJson<Page<BatchSummary>>(apiPaths.batches, { signal, query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    // Batches tell no changes of their own: asked often while one works, now and then for those others begin.
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) =>
        // One that waits for nothing but a person to repeat what failed does not move either.
        items.some((each) => each.endedAt === undefined && !each.suspended && (each.waiting > 0 || each.failed === 0)),
      ) === true
        ? 1500
        : 10_000,
  }),

  batchItems: (id: string, query: BatchItemQuery) =>
    infiniteQueryOptions({
      queryKey: ['batch', 'items', id, query],
      queryFn: ({ signal, pageParam }) =>
        requestJson<Page<BatchItem>>(apiPaths.batchItems(id), { signal, query: { ...query, cursor: pageParam } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
    }),

  casePlaces: (id: string) =>
    queryOptions({
      queryKey: ['instance', 'places', id],
      queryFn: ({ signal }) => requestJson<CasePlaces>(apiPaths.casePlaces(id), { signal }),
    }),

  modificationPreview: (id: string, change: CaseChange) =>
    queryOptions({
      queryKey: ['instance', 'modification preview', id, change],
      queryFn: ({ signal }) =>
        requestJson<ModificationPreview>(apiPaths.previewModification(id), {
          signal,
          method: 'POST',
          body: { changes: [change] },
        }),
      // A case that moves on meanwhile is told by the live updates.
      retry: false,
    }),

  instanceXml: (id: string) =>
    queryOptions({
      queryKey: ['xml', 'instance', id],
      queryFn: ({ signal }) => requestText(apiPaths.instanceXml(id), { signal }),
      staleTime: Infinity,
    }),

  history: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['instance', 'history', id],
      queryFn: ({ signal, pageParam }) =>
        requestJson<Page<HistoryEntry>>(apiPaths.instanceHistory(id), {
          signal,
          query: { limit: 200, cursor: pageParam },
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
    }),

  definitions: (query: DefinitionQuery) =>
    infiniteQueryOptions({
      queryKey: ['definition', 'list', query],
      queryFn: ({ signal, pageParam }) =>
        requestJson<Page<DefinitionSummary>>(apiPaths.definitions, { signal, query: { ...query, cursor: pageParam } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
    }),

  definition: (key: string, version: number | 'latest') =>
    queryOptions({
      queryKey: ['definition', 'detail', key, version],
      queryFn: ({ signal }) => requestJson<DefinitionDetail>(apiPaths.definition(key, version), { signal }),
    }),

  /** `days`: how many cases would be over then. */
  retention: (key: string, days?: number) =>
    queryOptions({
      queryKey: ['definition', 'retention', key, days],
      queryFn: ({ signal }) => requestJson<Retention>(apiPaths.definitionRetention(key), { signal, query: { days } }),
    }),

  definitionVersions: (key: string) =>
    infiniteQueryOptions({
      queryKey: ['definition', 'versions', key],
      queryFn: ({ signal, pageParam }) =>
        requestJson<Page<DefinitionVersion>>(apiPaths.definitionVersions(key), {
          signal,
          query: { cursor: pageParam },
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
    }),

  /** Under the word of cases: it says where they stand. */
  migrationProposal: (sourceDefinitionId: string, targetDefinitionId: string) =>
    queryOptions({
      queryKey: ['instance', 'migration', sourceDefinitionId, targetDefinitionId],
      queryFn: ({ signal }) =>
        requestJson<MigrationProposal>(apiPaths.proposeMigration, {
          ...{ signal, method: 'POST' },
          body: { sourceDefinitionId, targetDefinitionId },
        }),
    }),

  migrationValidation: (plan: MigrationPlanRequest) =>
    queryOptions({
      queryKey: ['instance', 'migration', 'validation', plan],
      queryFn: ({ signal }) =>
        requestJson<MigrationValidation>(apiPaths.validateMigration, { signal, method: 'POST', body: plan }),
      placeholderData: keepPreviousData,
    }),

  /** Messages and signals it listens to; who waits for them changes with the cases. */
  definitionEvents: (key: string, version: number) =>
    queryOptions({
      queryKey: ['instance', 'events', key, version],
      queryFn: ({ signal }) => requestJson<ProcessEvents>(apiPaths.definitionEvents(key, version), { signal }),
    }),

  definitionFigures: (key: string, version: number, days: number) =>
    queryOptions({
      // Under the word of cases: figures change with them.
      queryKey: ['instance', 'figures', key, version, days],
      queryFn: ({ signal }) =>
        requestJson<ProcessFigures>(apiPaths.definitionFigures(key, version), { signal, query: { days } }),
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    }),

  /** A version never changes, so its drawing is read once. */
  definitionXml: (key: string, version: number) =>
    queryOptions({
      queryKey: ['xml', 'definition', key, version],
      queryFn: ({ signal }) => requestText(apiPaths.definitionXml(key, version), { signal }),
      staleTime: Infinity,
    }),

  elementTemplates: (notation: 'zeebe' | 'camunda', language: 'de' | 'en') =>
    queryOptions({
      queryKey: ['element-templates', notation, language],
      queryFn: ({ signal }) =>
        requestJson<readonly OfferedTemplate[]>(apiPaths.elementTemplates, { signal, query: { notation, language } }),
      staleTime: Infinity,
    }),

  health: queryOptions({
    queryKey: ['health'],
    // Answers 503 with the same body when something needed is down: that is what is to be shown.
    queryFn: async ({ signal }) => (await (await fetch(apiPaths.health, { signal })).json()) as Health,
    refetchInterval: 30_000,
  }),

  incidentCauses: queryOptions({
    queryKey: ['incident', 'causes'],
    queryFn: ({ signal }) => requestJson<IncidentCauses>(apiPaths.incidentCauses, { signal }),
  }),

  incidents: (query: IncidentQuery) =>
    infiniteQueryOptions({
      queryKey: ['incident', 'list', query],
      queryFn: ({ signal, pageParam }) =>
        requestJson<Page<IncidentSummary>>(apiPaths.incidents, { signal, query: { ...query, cursor: pageParam } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
    }),
} as const;
