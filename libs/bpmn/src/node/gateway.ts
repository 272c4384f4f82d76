import type { GatewayModel, PersonWork, Question } from '#engine';
import { shorten } from '../reading/expression-reader.ts';
import { groupOf, groupWords, workForLane } from '../reading/people.ts';
import { incomingOf, outgoingOf, type ProcessReading } from '../reading/process-reading.ts';
import { child, flag, idOf, text, typeOf, type Element } from '../xml/element.ts';
import { answerLabel, type FlowCondition } from './flow.ts';
import { readDefaultFlow, readNodeBase } from './node-base.ts';

/** Conditions of all flows of a process by the flow's id. */
export type FlowConditions = ReadonlyMap<string, FlowCondition>;

/** A gateway (BPMN 2.0.2 clause 10.6); one without conditions asks a person. */
export function readGateway(
  reading: ProcessReading,
  gateway: Element,
  scopeId: string,
  conditions: FlowConditions,
): GatewayModel | undefined {
  const base = {
    ...readNodeBase(reading, gateway, scopeId),
    direction: directionOf(reading, gateway),
  };
  switch (typeOf(gateway)) {
    case 'ExclusiveGateway':
      return { ...base, type: 'exclusiveGateway', ...readChoice(reading, gateway, conditions, 'exclusive') };
    case 'InclusiveGateway':
      return { ...base, type: 'inclusiveGateway', ...readChoice(reading, gateway, conditions, 'inclusive') };
    case 'ComplexGateway': {
      const activationCondition = reading.expressions.written(child(gateway, 'activationCondition'));
      const words =
        activationCondition !== undefined &&
        !activationCondition.explicit &&
        !reading.technical &&
        reading.expressions.problem(activationCondition) !== undefined;
      const expression =
        activationCondition === undefined || words
          ? undefined
          : reading.expressions.require(gateway, activationCondition);
      return {
        ...base,
        type: 'complexGateway',
        ...readChoice(reading, gateway, conditions, 'complex'),
        ...(expression === undefined ? {} : { activationCondition: expression }),
      };
    }
    case 'ParallelGateway':
      return { ...base, type: 'parallelGateway' };
    case 'EventBasedGateway':
      return {
        ...base,
        type: 'eventBasedGateway',
        instantiate: flag(gateway, 'instantiate'),
        mode: text(gateway, 'eventGatewayType') === 'Parallel' ? 'parallel' : 'exclusive',
      };
    default:
      return undefined;
  }
}

/** What is drawn counts, not what the attribute claims: tools write it wrong, and it has no meaning for running. */
function directionOf(reading: ProcessReading, gateway: Element): GatewayModel['direction'] {
  const incoming = incomingOf(reading, gateway).length;
  const outgoing = outgoingOf(reading, gateway).length;
  if (incoming > 1 && outgoing > 1) return 'mixed';
  if (outgoing > 1) return 'diverging';
  return incoming > 1 ? 'converging' : 'unspecified';
}

interface Choice {
  readonly defaultFlow?: string;
  readonly decision?: { readonly question: Question; readonly own: PersonWork };
}

/**
 * Who or what chooses the way. With conditions: they do. Without any: a person. Exclusive with exactly one flow
 * without condition: it is the default. Anything else is not guessed, a person decides. An inclusive gateway always
 * takes flows without a condition when others have one (clause 13.4.3).
 */
function readChoice(
  reading: ProcessReading,
  gateway: Element,
  conditions: FlowConditions,
  kind: 'exclusive' | 'inclusive' | 'complex',
): Choice {
  const flows = outgoingOf(reading, gateway);
  const known = readDefaultFlow(reading, gateway);
  if (flows.length < 2) return known;
  const conditionOf = (flow: Element): FlowCondition => conditions.get(idOf(flow) ?? '') ?? { kind: 'none' };
  const others = flows.filter((flow) => idOf(flow) !== known.defaultFlow);
  const open = others.filter((flow) => ['none', 'words'].includes(conditionOf(flow).kind));
  if (open.length === 0) {
    if (kind === 'exclusive' && known.defaultFlow === undefined) {
      reading.findings.report('GATEWAY_WITHOUT_DEFAULT', gateway, { fix: { property: 'default' } });
    }
    return known;
  }
  const allOpen = open.length === others.length;
  const words = open.some((flow) => conditionOf(flow).kind === 'words');
  const [only] = open;
  if (
    kind === 'exclusive' &&
    !allOpen &&
    !words &&
    open.length === 1 &&
    only !== undefined &&
    known.defaultFlow === undefined
  ) {
    reading.findings.report('READ_AS_DEFAULT_FLOW', only, {
      fix: { elementId: idOf(gateway) ?? '', property: 'default', value: idOf(only) ?? '' },
    });
    return { defaultFlow: idOf(only) ?? '' };
  }
  if (kind === 'inclusive' && !allOpen && !words) return known;
  // A complex gateway without any condition sends a token to every flow: its activation condition does the choosing.
  if (kind === 'complex' && !words && (reading.technical || flows.every((flow) => text(flow, 'name') === undefined))) {
    return known;
  }
  return { ...known, decision: readDecision(reading, gateway, flows, conditionOf, kind !== 'exclusive', allOpen) };
}

function readDecision(
  reading: ProcessReading,
  gateway: Element,
  flows: readonly Element[],
  conditionOf: (flow: Element) => FlowCondition,
  multiple: boolean,
  allOpen: boolean,
): NonNullable<Choice['decision']> {
  const answers = flows.map((flow) => ({ flowId: idOf(flow) ?? '', label: answerLabel(flow, conditionOf(flow)) }));
  for (const flow of flows) {
    const condition = conditionOf(flow);
    if (condition.kind === 'words') {
      reading.findings.report('READ_CONDITION_AS_ANSWER', flow, {
        words: { text: shorten(condition.text) },
        fix: { property: 'conditionExpression' },
      });
    }
  }
  if (!allOpen) {
    reading.findings.report('READ_PARTLY_CONDITIONED_AS_QUESTION', gateway, { words: { answers: listOf(answers) } });
  }
  const question: Question = {
    gatewayId: idOf(gateway) ?? '',
    text: text(gateway, 'name') ?? '',
    multiple,
    answers,
  };
  return { question, own: { ...workForLane(reading, gateway, 'decide'), asks: [question] } };
}

/** Answers in a sentence. */
function listOf(answers: readonly { readonly label: string }[]): string {
  return answers.map(({ label }) => label).join(' / ');
}

/** Tells how a decision will be asked, once it is known who is asked. */
export function reportDecision(
  reading: ProcessReading,
  gateway: Element,
  question: Question,
  askedBefore: boolean,
): void {
  reading.findings.report(askedBefore ? 'READ_AS_QUESTION' : 'READ_AS_DECISION_TASK', gateway, {
    words: {
      question: question.text === '' ? (idOf(gateway) ?? '') : question.text,
      answers: listOf(question.answers),
      group: groupWords(groupOf(reading, gateway)),
    },
    fix: { elementId: question.answers[0]?.flowId ?? question.gatewayId, property: 'conditionExpression' },
  });
}
