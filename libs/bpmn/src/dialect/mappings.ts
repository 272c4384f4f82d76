import type { Mapping, Structure } from '#engine';
import type { ProcessReading } from '../reading/process-reading.ts';
import type { Element } from '../xml/element.ts';
import type { Extension } from './extensions.ts';

/** Input and output mappings an element's extensions ask for, in the order of the file. */
export interface Mappings {
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /** Zeebe lets only what is mapped leave the element; elsewhere mappings come in addition. */
  readonly mapsResultsOnly: boolean;
}

/** camunda:inputOutput, the inputOutput of a camunda:connector, and zeebe:ioMapping. */
export function readMappings(reading: ProcessReading, element: Element): Mappings {
  const { extensions } = reading;
  const inputs: Mapping[] = [];
  const outputs: Mapping[] = [];
  const connector = extensions.element(element, 'c7', 'connector');
  const holders = [...(connector?.children('inputOutput') ?? []), ...extensions.elements(element, 'c7', 'inputOutput')];
  for (const holder of holders) {
    inputs.push(...holder.children('inputParameter').flatMap((it) => readParameter(reading, element, it)));
    outputs.push(...holder.children('outputParameter').flatMap((it) => readParameter(reading, element, it)));
  }
  const zeebe = extensions.element(element, 'zeebe', 'ioMapping');
  for (const mapping of zeebe?.children() ?? []) {
    const read = readZeebeMapping(reading, element, mapping);
    if (read !== undefined) (mapping.name === 'input' ? inputs : outputs).push(read);
  }
  const mapsResultsOnly = (zeebe?.children('output').length ?? 0) > 0;
  return { inputs, outputs, mapsResultsOnly };
}

function readParameter(reading: ProcessReading, element: Element, parameter: Extension): Mapping[] {
  const target = parameter.attribute('name');
  if (target === undefined) return [];
  return [{ target, source: readStructure(reading, element, parameter) }];
}

/** A value that is text, or built of `list`, `map` and `script` elements. */
function readStructure(reading: ProcessReading, element: Element, holder: Extension): Structure {
  const [built] = holder.children();
  if (built === undefined) return readText(reading, element, holder.body);
  if (built.name === 'list') {
    return { list: built.children().map((entry) => readEntry(reading, element, entry)) };
  }
  if (built.name === 'map') {
    return {
      entries: built.children('entry').map((entry) => ({
        key: entry.attribute('key') ?? '',
        value: readStructure(reading, element, entry),
      })),
    };
  }
  if (built.name === 'script') return readScript(reading, element, built);
  reading.findings.report('EXTENSION_NOT_HONOURED', element, { words: { extension: built.name } });
  return { literal: null };
}

/** An item of a list: `value` with text, or a structure of its own. */
function readEntry(reading: ProcessReading, element: Element, entry: Extension): Structure {
  if (entry.name === 'value') return readText(reading, element, entry.body);
  if (entry.name === 'script') return readScript(reading, element, entry);
  const holder: Extension = { ...entry, body: '', children: () => [entry] };
  return readStructure(reading, element, holder);
}

function readScript(reading: ProcessReading, element: Element, script: Extension): Structure {
  const format = script.attribute('scriptFormat') ?? '';
  if (script.attribute('resource') !== undefined) {
    reading.findings.report('SCRIPT_RESOURCE', element, { words: { resource: script.attribute('resource') ?? '' } });
    return { literal: null };
  }
  if (/feel|juel/i.test(format)) {
    const expression = reading.expressions.require(element, reading.expressions.fromText(script.body.trim(), format));
    return expression === undefined ? { literal: null } : { expression };
  }
  const code = /groovy/i.test(format) ? 'SCRIPT_GROOVY' : 'SCRIPT_LANGUAGE_UNSUPPORTED';
  reading.findings.report(code, element, { words: { format } });
  return { literal: null };
}

function readText(reading: ProcessReading, element: Element, body: string): Structure {
  return reading.expressions.computed(element, body.trim());
}

function readZeebeMapping(reading: ProcessReading, element: Element, mapping: Extension): Mapping | undefined {
  const target = mapping.attribute('target');
  if (target === undefined) return undefined;
  const source = mapping.attribute('source');
  return { target, source: source === undefined ? { literal: '' } : reading.expressions.computed(element, source) };
}
