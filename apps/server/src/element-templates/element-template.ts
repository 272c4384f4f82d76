import type { Bilingual, ConnectorDescription, ConnectorInput } from '#runtime';

export type Notation = 'zeebe' | 'camunda';
export type Language = keyof Bilingual;

/** A connector that is offered to modelling tools. */
export interface OfferedConnector {
  readonly topic: string;
  readonly description: ConnectorDescription;
}

/** One field of a template, with the place in the diagram it is written to. */
interface TemplateProperty {
  readonly type: 'Hidden' | 'String' | 'Text' | 'Dropdown';
  readonly binding: Readonly<Record<string, string>>;
  readonly label?: string;
  readonly description?: string;
  readonly group?: 'input' | 'result';
  readonly value?: string;
  /** Left out of the diagram when it is empty. */
  readonly optional?: boolean;
  readonly feel?: 'optional' | 'required';
  readonly constraints?: { readonly notEmpty: true };
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
}

/** An element template as bpmn-io's modelling tools read it. */
export interface ElementTemplate {
  /** Identifies the kind of template; the tools compare it and fetch nothing. */
  readonly $schema: string;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  readonly category: { readonly id: string; readonly name: string };
  readonly appliesTo: readonly string[];
  readonly elementType: { readonly value: string };
  readonly groups: readonly { readonly id: string; readonly label: string }[];
  readonly properties: readonly TemplateProperty[];
}

const SCHEMAS: Readonly<Record<Notation, string>> = {
  zeebe: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
  camunda: 'https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json',
};
const GROUPS = {
  de: { input: 'Eingaben', result: 'Ergebnis', variable: 'Variable des Prozesses', unless: 'Ohne Angabe' },
  en: { input: 'Input', result: 'Result', variable: 'Process variable', unless: 'Otherwise' },
} as const;
/** Raised when a template gets other fields, so that tools offer the newer one. */
const VERSION = 1;

/**
 * The template of a connector: the topic and every input in the notation of the diagram. The variable of the result is
 * chosen by an output mapping, which is how modellers do it; the input `resultVariable` is for who writes XML.
 */
export function elementTemplate(
  { topic, description }: OfferedConnector,
  notation: Notation,
  language: Language,
): ElementTemplate {
  const { name, category, inputs, result } = description;
  const words = GROUPS[language];
  const read = inputs.filter((input) => result === undefined || input.name !== 'resultVariable');
  return {
    $schema: SCHEMAS[notation],
    id: `laufzettel.${topic}${notation === 'zeebe' ? '' : '.camunda'}`,
    name: name[language],
    description: description.description[language],
    version: VERSION,
    category: { id: `laufzettel.${category.en.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`, name: category[language] },
    appliesTo: ['bpmn:Task', 'bpmn:ServiceTask'],
    elementType: { value: 'bpmn:ServiceTask' },
    groups: [
      { id: 'input', label: words.input },
      { id: 'result', label: words.result },
    ],
    properties: [
      ...topicProperties(topic, notation),
      ...read.map((input) => inputProperty(input, notation, language)),
      ...(result === undefined
        ? []
        : [
            {
              type: 'String' as const,
              label: result.label[language],
              description: `${words.variable}. ${words.unless}: ${result.variable}`,
              group: 'result' as const,
              optional: true,
              binding:
                notation === 'zeebe'
                  ? { type: 'zeebe:output', source: `=${result.variable}` }
                  : { type: 'camunda:outputParameter', source: `\${${result.variable}}` },
            },
          ]),
    ],
  };
}

function topicProperties(topic: string, notation: Notation): readonly TemplateProperty[] {
  if (notation === 'zeebe') return [{ type: 'Hidden', value: topic, binding: { type: 'zeebe:taskDefinition:type' } }];
  return [
    { type: 'Hidden', value: 'external', binding: { type: 'property', name: 'camunda:type' } },
    { type: 'Hidden', value: topic, binding: { type: 'property', name: 'camunda:topic' } },
  ];
}

function inputProperty(input: ConnectorInput, notation: Notation, language: Language): TemplateProperty {
  const { name, label, help, kind, required = false, initial } = input;
  const choices = choicesOf(input, notation, language);
  const expression = kind === 'feel';
  return {
    type: choices === undefined ? (kind === 'longText' || expression ? 'Text' : 'String') : 'Dropdown',
    label: label[language],
    ...(help === undefined ? {} : { description: help[language] }),
    group: 'input',
    binding: { type: notation === 'zeebe' ? 'zeebe:input' : 'camunda:inputParameter', name },
    ...(initial === undefined ? {} : { value: notation === 'zeebe' ? initial : asCamunda(initial) }),
    ...(choices === undefined ? {} : { choices }),
    ...(notation === 'camunda' || choices !== undefined ? {} : { feel: expression ? 'required' : 'optional' }),
    ...(required ? { constraints: { notEmpty: true } } : choices === undefined ? { optional: true } : {}),
  };
}

function choicesOf(
  { kind, choices = [] }: ConnectorInput,
  notation: Notation,
  language: Language,
): TemplateProperty['choices'] {
  if (kind === 'choice') return choices.map(({ value, label }) => ({ name: label[language], value }));
  if (kind !== 'flag') return undefined;
  const words = language === 'de' ? { yes: 'ja', no: 'nein' } : { yes: 'yes', no: 'no' };
  const expression = (value: string) => (notation === 'zeebe' ? `=${value}` : `\${${value}}`);
  return [
    { name: words.no, value: expression('false') },
    { name: words.yes, value: expression('true') },
  ];
}

/** `=document` is `${document}` in the notation of Camunda 7. */
function asCamunda(initial: string): string {
  return initial.startsWith('=') ? `\${${initial.slice(1)}}` : initial;
}
