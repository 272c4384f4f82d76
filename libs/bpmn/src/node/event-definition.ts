import type {
  CompensateDefinition,
  ConditionalDefinition,
  ErrorDefinition,
  EscalationDefinition,
  EventDefinition,
  MessageDefinition,
  SignalDefinition,
  TimerDefinition,
} from '#engine';
import { correlationOf } from '../data/correlation.ts';
import type { ProcessReading } from '../reading/process-reading.ts';
import { shorten } from '../reading/expression-reader.ts';
import { groupOf, groupWords, workForLane } from '../reading/people.ts';
import { durationOfWords, isTimerText, timerFormOf, type TimerForm } from '../reading/timer-text.ts';
import { child, idOf, is, text, typeOf, type Element } from '../xml/element.ts';

/**
 * One event definition as the engine needs it; undefined when the drawing leaves open what it is, so that a person has
 * to tell (BPMN 2.0.2 clause 10.5.5).
 */
export function readEventDefinition(
  reading: ProcessReading,
  event: Element,
  definition: Element,
): EventDefinition | undefined {
  const read = readers[typeOf(definition)];
  return read?.(reading, event, definition);
}

type Reader = (reading: ProcessReading, event: Element, definition: Element) => EventDefinition | undefined;

const readers: Readonly<Record<string, Reader>> = {
  MessageEventDefinition: readMessage,
  TimerEventDefinition: readTimer,
  SignalEventDefinition: readSignal,
  ErrorEventDefinition: readError,
  EscalationEventDefinition: readEscalation,
  ConditionalEventDefinition: readConditional,
  CompensateEventDefinition: readCompensate,
  LinkEventDefinition: readLink,
  CancelEventDefinition: () => ({ kind: 'cancel' }),
  TerminateEventDefinition: () => ({ kind: 'terminate' }),
};

/** The message an element refers to, if it has a name; `holder` is the task or event definition with `messageRef`. */
export function readMessageOf(reading: ProcessReading, node: Element, holder: Element): MessageDefinition | undefined {
  const message = child(holder, 'messageRef') ?? child(child(holder, 'operationRef'), 'inMessageRef');
  const name = text(message, 'name');
  if (message === undefined || name === undefined) return undefined;
  return {
    kind: 'message',
    name: reading.expressions.computed(node, name),
    correlation: correlationOf(reading, node, message),
  };
}

function readMessage(reading: ProcessReading, event: Element, definition: Element): MessageDefinition | undefined {
  const linked = is(event, 'ThrowEvent') ? reading.messageLinks.sent(event) : reading.messageLinks.received(event);
  const named = readMessageOf(reading, event, definition);
  if (named !== undefined) return named;
  const link = linked[0];
  if (link === undefined) return undefined;
  return { kind: 'message', name: { literal: link.name }, correlation: [], byConversation: true };
}

const NEVER_FIRES = {
  date: 'TIMER_DATE_IMPOSSIBLE',
  duration: 'TIMER_DURATION_IMPOSSIBLE',
  cycle: 'TIMER_CYCLE_IMPOSSIBLE',
} as const;

function readTimer(reading: ProcessReading, event: Element, definition: Element): TimerDefinition {
  const forms: readonly (readonly [TimerForm, string])[] = [
    ['date', 'timeDate'],
    ['duration', 'timeDuration'],
    ['cycle', 'timeCycle'],
  ];
  const words = text(event, 'name') ?? idOf(event) ?? '';
  for (const [form, property] of forms) {
    const expression = child(definition, property);
    const body = text(expression, 'body');
    if (expression === undefined || body === undefined) continue;
    const actual = isTimerText(form, body) ? form : timerFormOf(body);
    if (actual !== undefined) {
      if (!reading.canFire(actual, body)) {
        reading.findings.report(NEVER_FIRES[actual], event, { words: { text: shorten(body) } });
      }
      return { kind: 'timer', form: actual, value: { literal: body } };
    }
    const written = reading.expressions.written(expression);
    if (written !== undefined && (written.explicit || (reading.technical && looksComputed(body)))) {
      const problem = reading.expressions.problem(written);
      if (problem === undefined && written.language !== undefined) {
        return { kind: 'timer', form, value: { expression: { language: written.language, text: written.text } } };
      }
      const meant = reading.technical && text(expression, 'language') !== undefined;
      if (meant || /[$#]\{|^\s*=/.test(body)) reading.expressions.require(event, written);
    }
    return askForDate(reading, event, definition, body, true);
  }
  return askForDate(reading, event, definition, words, false);
}

/** FEEL that builds a time: a call or a single variable name. Words of a drawing have blanks and no brackets. */
function looksComputed(body: string): boolean {
  return /^[A-Za-z_][\w.]*$/.test(body) || /[()"@]/.test(body);
}

function askForDate(
  reading: ProcessReading,
  event: Element,
  definition: Element,
  words: string,
  written: boolean,
): TimerDefinition {
  const value = durationOfWords(words) ?? durationOfWords(text(event, 'name') ?? '');
  const group = groupWords(groupOf(reading, event));
  const code = written ? 'TIMER_TEXT_INVALID' : 'READ_TIMER_AS_DATE_TASK';
  if (!is(event, 'StartEvent') || written) {
    reading.findings.report(code, event, {
      words: { text: shorten(words), group, ...(value === undefined ? {} : { value }) },
      ...(value === undefined
        ? {}
        : { fix: { elementId: idOf(definition) ?? idOf(event) ?? '', property: 'timeDuration', value } }),
    });
  }
  return { kind: 'timer', form: 'ask', words, by: workForLane(reading, event, 'date') };
}

function readSignal(reading: ProcessReading, event: Element, definition: Element): SignalDefinition | undefined {
  const found = reading.signalNames.nameFor(event, definition);
  if (found === undefined) {
    // A signal nobody names still has to be throwable: nobody waits for it.
    return is(event, 'ThrowEvent') ? { kind: 'signal', name: { literal: idOf(event) ?? '' } } : undefined;
  }
  if (found.inferred) {
    reading.findings.report('READ_SIGNAL_BY_NAME', event, {
      words: { signal: found.name },
      fix: { elementId: idOf(definition) ?? idOf(event) ?? '', property: 'signalRef', value: found.name },
    });
  }
  return { kind: 'signal', name: reading.expressions.computed(event, found.name) };
}

function readError(reading: ProcessReading, event: Element, definition: Element): ErrorDefinition {
  const error = child(definition, 'errorRef');
  const code = text(error, 'errorCode') ?? text(error, 'name') ?? (error === undefined ? undefined : idOf(error));
  noteMissingCode(reading, event, code);
  const extensions = reading.extensions;
  const codeVariable = extensions.attribute(definition, 'c7', 'errorCodeVariable');
  const messageVariable = extensions.attribute(definition, 'c7', 'errorMessageVariable');
  const message = error === undefined ? undefined : extensions.attribute(error, 'c7', 'errorMessage');
  return {
    kind: 'error',
    ...(code === undefined ? {} : { code: reading.expressions.computed(event, code) }),
    ...(message === undefined ? {} : { message: reading.expressions.computed(event, message) }),
    ...(codeVariable === undefined ? {} : { codeVariable }),
    ...(messageVariable === undefined ? {} : { messageVariable }),
  };
}

function readEscalation(reading: ProcessReading, event: Element, definition: Element): EscalationDefinition {
  const escalation = child(definition, 'escalationRef');
  const code =
    text(escalation, 'escalationCode') ??
    text(escalation, 'name') ??
    (escalation === undefined ? undefined : idOf(escalation));
  noteMissingCode(reading, event, code);
  const codeVariable = reading.extensions.attribute(definition, 'c7', 'escalationCodeVariable');
  return {
    kind: 'escalation',
    ...(code === undefined ? {} : { code: reading.expressions.computed(event, code) }),
    ...(codeVariable === undefined ? {} : { codeVariable }),
  };
}

function noteMissingCode(reading: ProcessReading, event: Element, code: string | undefined): void {
  if (code !== undefined) return;
  reading.findings.report(is(event, 'ThrowEvent') ? 'THROWS_WITHOUT_CODE' : 'READ_AS_CATCH_ALL', event);
}

function readConditional(
  reading: ProcessReading,
  event: Element,
  definition: Element,
): ConditionalDefinition | undefined {
  const written = reading.expressions.written(child(definition, 'condition'));
  if (written === undefined) return undefined;
  if (!written.explicit && !reading.technical && reading.expressions.problem(written) !== undefined) return undefined;
  const condition = reading.expressions.require(event, written);
  if (condition === undefined) return undefined;
  const names = reading.extensions.attribute(definition, 'c7', 'variableName');
  return {
    kind: 'conditional',
    condition,
    ...(names === undefined ? {} : { variableNames: names.split(',').map((name) => name.trim()) }),
  };
}

function readCompensate(_reading: ProcessReading, _event: Element, definition: Element): CompensateDefinition {
  const activity = child(definition, 'activityRef');
  const activityId = activity === undefined ? undefined : idOf(activity);
  return {
    kind: 'compensate',
    ...(activityId === undefined ? {} : { activityId }),
    waitForCompletion: (definition as { readonly waitForCompletion?: boolean }).waitForCompletion !== false,
  };
}

function readLink(_reading: ProcessReading, event: Element, definition: Element): EventDefinition {
  return { kind: 'link', name: linkName(event, definition) };
}

/**
 * The name links are joined by: that of the target a source refers to, else the definition's, else the label of the
 * event.
 */
export function linkName(event: Element, definition: Element): string {
  const target = child(definition, 'target');
  return text(target, 'name') ?? text(definition, 'name') ?? text(event, 'name') ?? '';
}
