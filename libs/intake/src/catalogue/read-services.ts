import { createExpressionLanguage } from '#expressions';
import type { CatalogueFinding } from './catalogue-finding.ts';
import type { IntakeService, OnlineForm } from './intake-service.ts';

/** What the installation itself sets in every case; a mapping may not. */
const RESERVED_VARIABLES: ReadonlySet<string> = new Set(['eingang', 'nummer', 'anlagen']);
/** What a mapping can see. */
const VISIBLE = new Set(['data', 'submission']);
const KEY = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const VARIABLE = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const FIELDS = new Set([
  'key',
  'name',
  'description',
  'process',
  'numberSeries',
  'accepts',
  'schemas',
  'variables',
  'required',
  'onlineForm',
]);

type Report = (
  severity: 'error' | 'warning',
  code: CatalogueFinding['code'],
  pointer: string,
  message: string,
  messageDe: string,
) => void;
type Fields = Readonly<Record<string, unknown>>;

interface Wording {
  readonly en: string;
  readonly de: string;
}

const expressions = createExpressionLanguage();

/**
 * Reads an `intake.json`: `{"services": [ … ]}`. Never throws; a service with an error is left out of the answer.
 * @param file how the file is called in findings
 * @param deploymentId what it came with; null from a process folder
 */
export function readServices(
  file: string,
  text: string,
  deploymentId: string | null = null,
): { readonly services: readonly IntakeService[]; readonly findings: readonly CatalogueFinding[] } {
  const findings: CatalogueFinding[] = [];
  const report: Report = (severity, code, pointer, message, messageDe) =>
    findings.push({ severity, code, message, messageDe, place: `${file}#${pointer}` });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable';
    report(
      'error',
      'NOT_JSON',
      '',
      `Expected JSON, but it cannot be read: ${why}.`,
      `Die Datei ist kein gültiges JSON: ${why}.`,
    );
    return { services: [], findings };
  }
  const list = isFields(content) ? content['services'] : undefined;
  if (!Array.isArray(list)) {
    report(
      'error',
      'FIELD_MISSING',
      '/services',
      'Expected a list "services", but there is none.',
      'Die Liste „services“ fehlt.',
    );
    return { services: [], findings };
  }
  const services = list.flatMap((entry: unknown, index): readonly IntakeService[] => {
    const before = findings.filter(({ severity }) => severity === 'error').length;
    const service = readService(entry, `/services/${index}`, report, deploymentId);
    const sound = findings.filter(({ severity }) => severity === 'error').length === before;
    return sound && service !== undefined ? [service] : [];
  });
  return { services, findings };
}

/** Checks the mapping of a service without data: names, reserved words, syntax. Pointers begin with `at`. */
export function checkMapping(
  variables: Readonly<Record<string, string>>,
  at: string,
  place: (pointer: string) => string = (pointer) => pointer,
): readonly CatalogueFinding[] {
  const findings: CatalogueFinding[] = [];
  const report: Report = (severity, code, pointer, message, messageDe) =>
    findings.push({ severity, code, message, messageDe, place: place(pointer) });
  for (const [name, expression] of Object.entries(variables)) {
    const pointer = `${at}/${escaped(name)}`;
    if (RESERVED_VARIABLES.has(name))
      report(
        'error',
        'VARIABLE_RESERVED',
        pointer,
        `Expected a name of its own, but "${name}" is set by the product.`,
        `Die Variable „${name}“ setzt Laufzettel selbst; sie braucht einen anderen Namen.`,
      );
    else if (!VARIABLE.test(name))
      report(
        'error',
        'FIELD_INVALID',
        pointer,
        `Expected a variable name of letters, digits and _, but got "${name}".`,
        `„${name}“ ist kein Name einer Variablen: erlaubt sind Buchstaben, Ziffern und _.`,
      );
    const feel = { language: 'feel', text: expression } as const;
    const [fault] = expressions.check(feel);
    if (fault !== undefined)
      report(
        'error',
        'EXPRESSION_INVALID',
        pointer,
        `Expected a FEEL expression, but: ${fault.message}`,
        `Der Ausdruck für „${name}“ ist kein FEEL: ${fault.message}`,
      );
    else
      for (const reference of expressions.references(feel))
        if (!VISIBLE.has(reference))
          report(
            'warning',
            'NAME_UNKNOWN',
            pointer,
            `Expected only "data" and "submission" to be read, but "${reference}" is; it is always null.`,
            `Der Ausdruck für „${name}“ liest „${reference}“; es gibt hier nur „data“ und „submission“.`,
          );
  }
  return findings;
}

function readService(
  entry: unknown,
  at: string,
  report: Report,
  deploymentId: string | null,
): IntakeService | undefined {
  if (!isFields(entry)) {
    report(
      'error',
      'FIELD_INVALID',
      at,
      'Expected an object that describes a service, but it is none.',
      'Hier steht keine Beschreibung eines Dienstes.',
    );
    return undefined;
  }
  for (const name of Object.keys(entry))
    if (!FIELDS.has(name))
      report(
        'warning',
        'FIELD_UNKNOWN',
        `${at}/${escaped(name)}`,
        `Expected a known field, but "${name}" is none.`,
        `Die Angabe „${name}“ gibt es nicht; sie bewirkt nichts.`,
      );
  const key = textOf(entry, 'key', at, report, KEY, {
    en: 'lower-case words with hyphens',
    de: 'aus kleingeschriebenen Wörtern mit Bindestrichen',
  });
  const name = textOf(entry, 'name', at, report);
  const process = textOf(entry, 'process', at, report);
  const numberSeries = textOf(entry, 'numberSeries', at, report, /^[A-Z0-9]{1,12}$/, {
    en: '1 to 12 capital letters or digits',
    de: 'aus 1 bis 12 Großbuchstaben oder Ziffern',
  });
  const variables = variablesOf(entry['variables'], `${at}/variables`, report);
  for (const finding of checkMapping(variables, `${at}/variables`))
    report(finding.severity, finding.code, finding.place, finding.message, finding.messageDe);
  const required = textsOf(entry, 'required', at, report);
  for (const path of required)
    if (!Object.hasOwn(variables, path.split('.')[0] ?? ''))
      report(
        'error',
        'FIELD_INVALID',
        `${at}/required`,
        `Expected a variable of the mapping, but "${path}" is none.`,
        `„${path}“ ist als notwendig genannt, aber keine Variable der Zuordnung.`,
      );
  return {
    key,
    name,
    description: entry['description'] === undefined ? '' : textOf(entry, 'description', at, report),
    process,
    numberSeries,
    accepts: textsOf(entry, 'accepts', at, report),
    schemas: textsOf(entry, 'schemas', at, report),
    variables,
    required,
    onlineForm: entry['onlineForm'] === undefined ? null : formOf(entry['onlineForm'], `${at}/onlineForm`, report),
    deploymentId,
  };
}

function formOf(value: unknown, at: string, report: Report): OnlineForm | null {
  if (!isFields(value)) {
    report(
      'error',
      'FIELD_INVALID',
      at,
      'Expected an object with "form", but it is none.',
      'Hier muss ein Objekt mit der Angabe „form“ stehen.',
    );
    return null;
  }
  const maximum = value['maximumAttachments'] ?? 5;
  if (typeof maximum !== 'number' || !Number.isInteger(maximum) || maximum < 0 || maximum > 20)
    report(
      'error',
      'FIELD_INVALID',
      `${at}/maximumAttachments`,
      'Expected a whole number from 0 to 20, but it is none.',
      'Die Zahl der Anlagen muss eine ganze Zahl von 0 bis 20 sein.',
    );
  return {
    form: textOf(value, 'form', at, report),
    introduction: value['introduction'] === undefined ? '' : textOf(value, 'introduction', at, report),
    maximumAttachments: typeof maximum === 'number' ? maximum : 0,
    attachmentHints: textsOf(value, 'attachmentHints', at, report),
  };
}

function variablesOf(value: unknown, at: string, report: Report): Readonly<Record<string, string>> {
  if (!isFields(value)) {
    report(
      'error',
      'FIELD_MISSING',
      at,
      'Expected variables with a FEEL expression each, but there are none.',
      'Die Zuordnung „variables“ fehlt: Variablen mit je einem FEEL-Ausdruck.',
    );
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, expression]): readonly [string, string][] => {
      if (typeof expression === 'string') return [[name, expression.replace(/^\s*=/, '').trim()]];
      report(
        'error',
        'FIELD_INVALID',
        `${at}/${escaped(name)}`,
        'Expected a FEEL expression as text, but it is none.',
        `Für „${name}“ muss ein FEEL-Ausdruck als Text stehen.`,
      );
      return [];
    }),
  );
}

function textOf(
  fields: Fields,
  name: string,
  at: string,
  report: Report,
  pattern?: RegExp,
  expected: Wording = { en: 'a text', de: 'ein Text' },
): string {
  const value = fields[name];
  if (value === undefined)
    report(
      'error',
      'FIELD_MISSING',
      `${at}/${name}`,
      `Expected "${name}", but it is missing.`,
      `Die Angabe „${name}“ fehlt.`,
    );
  else if (typeof value !== 'string' || value.trim() === '' || (pattern !== undefined && !pattern.test(value)))
    report(
      'error',
      'FIELD_INVALID',
      `${at}/${name}`,
      `Expected "${name}" to be ${expected.en}, but it is ${JSON.stringify(value).slice(0, 80)}.`,
      `„${name}“ muss ${expected.de} sein, ist aber ${JSON.stringify(value).slice(0, 80)}.`,
    );
  return typeof value === 'string' ? value : '';
}

function textsOf(fields: Fields, name: string, at: string, report: Report): readonly string[] {
  const value = fields[name] ?? [];
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '')) return value as string[];
  report(
    'error',
    'FIELD_INVALID',
    `${at}/${name}`,
    `Expected "${name}" to be a list of texts, but it is none.`,
    `„${name}“ muss eine Liste von Texten sein.`,
  );
  return [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
