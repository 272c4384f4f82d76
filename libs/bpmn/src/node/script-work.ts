import type { Work } from '#engine';
import { variableNameOf } from '../data/variable-name.ts';
import { resultVariableOf } from '../dialect/job-work.ts';
import type { ProcessReading } from '../reading/process-reading.ts';
import { child, children, text, type Element } from '../xml/element.ts';

/**
 * The script of a script task (BPMN 2.0.2 clause 10.3.3): FEEL and `${…}` are evaluated in the step, JavaScript becomes
 * a job for the sandbox, anything else is refused. Undefined when nothing is written, or when it is only words.
 */
export function readScriptWork(reading: ProcessReading, task: Element): Work | undefined {
  const zeebe = reading.extensions.element(task, 'zeebe', 'script');
  if (zeebe !== undefined) {
    const written = reading.expressions.fromText(zeebe.attribute('expression') ?? '', 'feel');
    const expression = reading.expressions.require(task, written);
    const resultVariable = zeebe.attribute('resultVariable');
    if (expression === undefined) return { kind: 'none' };
    return { kind: 'script', expression, ...(resultVariable === undefined ? {} : { resultVariable }) };
  }
  const resource = reading.extensions.attribute(task, 'c7', 'resource');
  if (resource !== undefined) {
    reading.findings.report('SCRIPT_RESOURCE', task, { words: { resource } });
    return { kind: 'none' };
  }
  const script = text(task, 'script');
  if (script === undefined) return undefined;
  return readText(reading, task, script, text(task, 'scriptFormat') ?? text(task, 'scriptLanguage'));
}

function readText(
  reading: ProcessReading,
  task: Element,
  script: string,
  format: string | undefined,
): Work | undefined {
  const written = reading.expressions.fromText(
    script,
    format !== undefined && /feel|juel/i.test(format) ? format : undefined,
  );
  if (format === undefined || /feel|juel|^\s*$/i.test(format)) {
    // Words without a format in a drawing are an instruction for whoever does it.
    if (!written.explicit && !reading.automated && reading.expressions.problem(written) !== undefined) return undefined;
    const expression = reading.expressions.require(task, written);
    return expression === undefined ? { kind: 'none' } : { kind: 'script', expression, ...resultOf(reading, task) };
  }
  if (/java-?script|ecma-?script|^js$/i.test(format)) {
    reading.findings.report('SCRIPT_IN_SANDBOX', task, { fix: { property: 'scriptFormat', value: 'feel' } });
    const { resultVariable } = resultOf(reading, task);
    return {
      kind: 'job',
      topic: { literal: 'script:javascript' },
      performer: 'connector',
      settings: {
        script: { literal: script },
        ...(resultVariable === undefined ? {} : { resultVariable: { literal: resultVariable } }),
      },
    };
  }
  if (!reading.technical) return undefined;
  const code = /groovy/i.test(format) ? 'SCRIPT_GROOVY' : 'SCRIPT_LANGUAGE_UNSUPPORTED';
  reading.findings.report(code, task, { words: { format }, fix: { property: 'scriptFormat', value: 'feel' } });
  return { kind: 'none' };
}

/** The named result variable, otherwise the single data output of the task. */
function resultOf(reading: ProcessReading, task: Element): { resultVariable?: string } {
  const named = resultVariableOf(reading, task);
  if (named.resultVariable !== undefined) return named;
  const outputs = children(child(task, 'ioSpecification'), 'dataOutputs');
  const [only] = outputs;
  return only === undefined || outputs.length > 1 ? {} : { resultVariable: variableNameOf(only) };
}
