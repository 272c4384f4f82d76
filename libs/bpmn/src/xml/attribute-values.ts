import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };

interface Property {
  readonly name: string;
  readonly type: string;
  readonly isAttr?: boolean;
  readonly isReference?: boolean;
}

/** Values the XML schema enumerates (clause 15), by attribute. */
const enumerated: Readonly<Record<string, readonly string[]>> = {
  gatewayDirection: ['Unspecified', 'Converging', 'Diverging', 'Mixed'],
  eventGatewayType: ['Exclusive', 'Parallel'],
  processType: ['None', 'Public', 'Private'],
  ordering: ['Parallel', 'Sequential'],
  behavior: ['None', 'One', 'All', 'Complex'],
  associationDirection: ['None', 'One', 'Both'],
  itemKind: ['Information', 'Physical'],
  loopType: ['None', 'Standard', 'MultiInstanceSequential', 'MultiInstanceParallel'],
  direction: ['None', 'Forward', 'Backward', 'Both'],
};

/** Attributes that decide how a process runs: what they mean must not be guessed. */
const decisive = new Set([
  'isExecutable',
  'triggeredByEvent',
  'isInterrupting',
  'parallelMultiple',
  'cancelActivity',
  'cancelRemainingInstances',
  'instantiate',
  'eventGatewayType',
  'isForCompensation',
  'isSequential',
  'testBefore',
  'ordering',
  'behavior',
  'startQuantity',
  'completionQuantity',
  'loopMaximum',
]);

const booleans = new Set<string>();
const integers = new Set<string>();
for (const type of bpmn.types as readonly { readonly properties?: readonly Property[] }[]) {
  for (const property of type.properties ?? []) {
    if (property.isAttr !== true || property.isReference === true) continue;
    if (property.type === 'Boolean') booleans.add(property.name);
    if (property.type === 'Integer') integers.add(property.name);
  }
}

/** An attribute whose value the schema does not allow, or allows in a spelling that has to be read first. */
export interface AttributeValue {
  readonly attribute: string;
  readonly value: string;
  /** The value in the spelling every reader understands; undefined where it means nothing. */
  readonly plain: string | undefined;
  readonly valid: boolean;
  /** What the schema allows, in words of the schema. */
  readonly allowed: string;
  readonly decisive: boolean;
}

/**
 * Reads the value of an attribute of the BPMN namespace as XML Schema does: white space around it does not count, `1`
 * is true, `+3` is three. A truth value in capitals is understood but invalid; a number no computer counts to is invalid.
 * @returns undefined where there is nothing to say: the value is plain, or the schema takes any text.
 */
export function readAttributeValue(attribute: string, value: string): AttributeValue | undefined {
  const trimmed = value.trim();
  const read = (allowed: string, plain: string | undefined, valid: boolean): AttributeValue | undefined =>
    valid && plain === value
      ? undefined
      : { attribute, value, plain, valid, allowed, decisive: decisive.has(attribute) };
  if (booleans.has(attribute)) {
    const lower = trimmed.toLowerCase();
    const plain = lower === 'true' || lower === '1' ? 'true' : lower === 'false' || lower === '0' ? 'false' : undefined;
    return read('true, false', plain, plain !== undefined && trimmed === lower);
  }
  if (integers.has(attribute)) {
    const whole = /^[+-]?\d+$/.test(trimmed);
    const number = Number(trimmed);
    const safe = whole && Number.isSafeInteger(number);
    return read('1, 2, 3, …', safe ? String(number) : undefined, safe);
  }
  const allowed = Object.hasOwn(enumerated, attribute) ? enumerated[attribute] : undefined;
  if (allowed === undefined) return undefined;
  const plain = allowed.includes(trimmed) ? trimmed : undefined;
  return read(allowed.join(', '), plain, plain !== undefined);
}
