import type { IntakeArrival, IntakeService, IntakeSource } from '#contracts';
import type { Intake } from '#execution';
import type { ChangedMapping, IntakeService as Service, RegisteredEntry, SourceContact } from '#intake';

export function arrivalView(entry: RegisteredEntry): IntakeArrival {
  const { sourceId, submissionId, state, service, receivedAt, changedAt, number, instanceId, problems } = entry;
  const { readable, decision, erasedAt } = entry;
  return {
    sourceId,
    submissionId,
    state,
    service,
    receivedAt,
    changedAt,
    number,
    instanceId,
    problems,
    readable,
    decision,
    erasedAt,
  };
}

export function serviceView(service: Service, changed: ChangedMapping | undefined): IntakeService {
  const { key, name, description, process, numberSeries, accepts, variables, required, onlineForm } = service;
  return {
    key,
    name,
    description,
    process,
    numberSeries,
    accepts,
    variables: changed?.variables ?? variables,
    required,
    ...(changed === undefined ? {} : { changed: { by: changed.changedBy, at: changed.changedAt } }),
    hasForm: onlineForm !== null,
  };
}

/** Every source that is switched on, and those of several destinations that have been visited. */
export function sourceViews(sources: Intake['sources'], contacts: readonly SourceContact[]): readonly IntakeSource[] {
  const visited = new Map(contacts.map((contact) => [contact.sourceId, contact]));
  const more = contacts.flatMap(({ sourceId }) => {
    const parent = sources.find(({ id }) => sourceId.startsWith(`${id}-`));
    return parent === undefined ? [] : [{ id: sourceId, channel: parent.channel }];
  });
  return [...sources, ...more].map(({ id, channel }) => {
    const contact = visited.get(id);
    const state = contact === undefined ? 'unknown' : contact.failedAt === null ? 'up' : 'down';
    return {
      id,
      channel,
      state,
      succeededAt: contact?.succeededAt ?? null,
      failedAt: contact?.failedAt ?? null,
      failure: contact?.failure ?? null,
    };
  });
}
