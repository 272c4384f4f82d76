import type { Computed, PersonWork } from '#engine';
import { instructionOf, workForLane } from '../reading/people.ts';
import type { ProcessReading } from '../reading/process-reading.ts';
import { child, children, is, text, type Element } from '../xml/element.ts';
import { readFormFields } from './form-fields.ts';
import { readFormReference } from './form-reference.ts';
import { propertiesOf } from './job-work.ts';

/** The work of a user task and whether somebody is named for it; lane and pool stand in where nobody is. */
export function readUserWork(reading: ProcessReading, task: Element): { work: PersonWork; assigned: boolean } {
  const named = { ...readC7(reading, task), ...readZeebe(reading, task) };
  const roles = readResourceRoles(reading, task);
  const assignee = named.assignee ?? roles.assignee;
  const candidateUsers = [...(named.candidateUsers ?? []), ...roles.candidateUsers];
  const candidateGroups = [...(named.candidateGroups ?? []), ...roles.candidateGroups];
  const assigned = assignee !== undefined || candidateUsers.length > 0 || candidateGroups.length > 0;
  const lane = workForLane(reading, task, 'perform');
  const instruction = instructionOf(reading, task);
  const formFields = readFormFields(reading, task);
  const formRef = readFormReference(reading, task);
  const differentFrom = readDifferentFrom(reading, task);
  return {
    assigned,
    work: {
      ...lane,
      ...(assigned ? { candidateGroups, candidateUsers } : {}),
      ...(assignee === undefined ? {} : { assignee }),
      ...(named.formKey === undefined ? {} : { formKey: named.formKey }),
      ...(formRef === undefined ? {} : { formRef }),
      ...(formFields.length === 0 ? {} : { formFields }),
      ...(named.dueDate === undefined ? {} : { dueDate: named.dueDate }),
      ...(named.followUpDate === undefined ? {} : { followUpDate: named.followUpDate }),
      ...(named.priority === undefined ? {} : { priority: named.priority }),
      ...(instruction === undefined ? {} : { instruction }),
      ...(differentFrom.length === 0 ? {} : { differentFrom }),
    },
  };
}

/** Name of the extension property of the two-person rule, in both languages of the product. */
const DIFFERENT_FROM = ['nichtDieselbePersonWie', 'notSamePersonAs'] as const;

/** Ids of the nodes whose work somebody else must have done, separated by commas or blanks. */
function readDifferentFrom(reading: ProcessReading, task: Element): readonly string[] {
  const properties = propertiesOf(reading, task);
  return DIFFERENT_FROM.flatMap((name) => (properties[name] ?? '').split(/[\s,]+/).filter((id) => id !== ''));
}

type Named = Partial<
  Pick<
    PersonWork,
    'assignee' | 'candidateUsers' | 'candidateGroups' | 'formKey' | 'dueDate' | 'followUpDate' | 'priority'
  >
>;

function readC7(reading: ProcessReading, task: Element): Named {
  const { extensions, expressions } = reading;
  const one = (name: string): Computed<string> | undefined => {
    const value = extensions.attribute(task, 'c7', name);
    return value === undefined ? undefined : expressions.computed(task, value);
  };
  const many = (name: string): readonly Computed<string>[] | undefined => {
    const value = extensions.attribute(task, 'c7', name);
    return value === undefined ? undefined : splitList(value).map((part) => expressions.computed(task, part));
  };
  const priority = extensions.attribute(task, 'c7', 'priority');
  const formKey = one('formKey') ?? one('formRef');
  return withoutUndefined({
    assignee: one('assignee'),
    candidateUsers: many('candidateUsers'),
    candidateGroups: many('candidateGroups'),
    formKey,
    dueDate: one('dueDate'),
    followUpDate: one('followUpDate'),
    priority: priority === undefined ? undefined : expressions.computedNumber(task, 'priority', priority),
  });
}

function readZeebe(reading: ProcessReading, task: Element): Named {
  const { extensions, expressions } = reading;
  // The marker only says that the engine itself keeps the task; here it always does.
  extensions.element(task, 'zeebe', 'userTask');
  const assignment = extensions.element(task, 'zeebe', 'assignmentDefinition');
  const schedule = extensions.element(task, 'zeebe', 'taskSchedule');
  const form = extensions.element(task, 'zeebe', 'formDefinition');
  const priority = extensions.element(task, 'zeebe', 'priorityDefinition')?.attribute('priority');
  const one = (value: string | undefined): Computed<string> | undefined =>
    value === undefined ? undefined : expressions.computed(task, value);
  const many = (value: string | undefined): readonly Computed<string>[] | undefined =>
    value === undefined
      ? undefined
      : (value.trimStart().startsWith('=') ? [value] : splitList(value)).map((it) => expressions.computed(task, it));
  return withoutUndefined({
    assignee: one(assignment?.attribute('assignee')),
    candidateUsers: many(assignment?.attribute('candidateUsers')),
    candidateGroups: many(assignment?.attribute('candidateGroups')),
    formKey: one(form?.attribute('formId') ?? form?.attribute('formKey') ?? form?.attribute('externalReference')),
    dueDate: one(schedule?.attribute('dueDate')),
    followUpDate: one(schedule?.attribute('followUpDate')),
    priority: priority === undefined ? undefined : expressions.computedNumber(task, 'priority', priority),
  });
}

/** The standard's own way (clause 10.3.4): human performer is the assignee, potential owners are candidates. */
function readResourceRoles(
  reading: ProcessReading,
  task: Element,
): { assignee?: Computed<string>; candidateUsers: Computed<string>[]; candidateGroups: Computed<string>[] } {
  const result: {
    assignee?: Computed<string>;
    candidateUsers: Computed<string>[];
    candidateGroups: Computed<string>[];
  } = { candidateUsers: [], candidateGroups: [] };
  for (const role of children(task, 'resources')) {
    const expression = child(child(role, 'resourceAssignmentExpression'), 'expression');
    const written = text(expression, 'body');
    const resource = text(child(role, 'resourceRef'), 'name');
    const isOwner = is(role, 'PotentialOwner');
    if (written === undefined) {
      if (resource !== undefined && (isOwner || is(role, 'Performer')))
        result.candidateGroups.push({ literal: resource });
      continue;
    }
    const formal = text(expression, 'language') === undefined ? undefined : reading.expressions.written(expression);
    if (formal?.explicit === true) {
      const required = reading.expressions.require(task, formal);
      if (required === undefined) continue;
      if (isOwner) result.candidateGroups.push({ expression: required });
      else result.assignee = { expression: required };
      continue;
    }
    for (const part of splitList(written)) {
      const [, kind, inner] = /^(user|group)\((.+)\)$/.exec(part) ?? [];
      const value = reading.expressions.computed(task, inner ?? part);
      if (isOwner) (kind === 'user' ? result.candidateUsers : result.candidateGroups).push(value);
      else result.assignee = value;
    }
  }
  return result;
}

/** Splits at commas that stand outside of `${…}` and of brackets. */
export function splitList(value: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of value) {
    if ('({['.includes(character)) depth += 1;
    if (')}]'.includes(character)) depth -= 1;
    if (character === ',' && depth <= 0) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  parts.push(part);
  return parts.map((it) => it.trim()).filter((it) => it !== '');
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Given<T>;
}
