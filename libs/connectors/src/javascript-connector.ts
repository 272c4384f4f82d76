import { type Fault, shownValue, type Value, type Variables } from '#engine';
import {
  newQuickJSWASMModule,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
} from 'quickjs-emscripten';
import { type Connector, connectorFault, type ConnectorResult } from '#runtime';

/** Limits of one script. */
export interface JavascriptLimits {
  readonly milliseconds: number;
  readonly memoryBytes: number;
  /** Longest result as JSON text. */
  readonly resultCharacters: number;
}

const LIMITS: JavascriptLimits = { milliseconds: 500, memoryBytes: 16 * 1024 * 1024, resultCharacters: 1_000_000 };
const STACK_BYTES = 128 * 1024;

/**
 * Script tasks written in JavaScript, run in an interpreter of their own (QuickJS compiled to WebAssembly): a script sees
 * its variables as globals and `execution.getVariable`/`setVariable`, and nothing else: no files, no network, no timers,
 * no modules, no engine. It has a time and a memory limit. The value of its last expression goes to the setting
 * `resultVariable`, where there is one.
 *
 * Offered only where the operator has switched it on.
 */
export function createJavascriptConnector(limits: JavascriptLimits = LIMITS): Connector {
  return {
    topic: 'script:javascript',
    async execute({ settings, variables }): Promise<ConnectorResult> {
      const script = settings['script'];
      if (typeof script !== 'string')
        return failed({
          message: 'Expected a script, but the task has none.',
          fault: connectorFault('CONNECTOR_INPUT_MISSING', { input: 'script' }),
        });
      const resultVariable = settings['resultVariable'];
      // A module of its own for each script: whatever a script does to its interpreter ends with it.
      const outcome = attempt(await newQuickJSWASMModule(), script, variables, limits);
      if ('failure' in outcome) return failed(outcome.failure);
      const named = typeof resultVariable === 'string' ? { [resultVariable]: outcome.result } : {};
      return { kind: 'done', variables: { ...outcome.written, ...named } };
    },
  };
}

interface Failure {
  readonly message: string;
  readonly fault: Fault;
}

type Outcome = { readonly result: Value; readonly written: Variables } | { readonly failure: Failure };

/** An interpreter that aborts (its memory was exhausted in an unlucky place) is a failure of the script, not of ours. */
function attempt(quickjs: QuickJSWASMModule, script: string, variables: Variables, limits: JavascriptLimits): Outcome {
  try {
    return run(quickjs, script, variables, limits);
  } catch {
    const message = 'The interpreter gave up: the script used more memory than it may.';
    return { failure: { message, fault: connectorFault('SCRIPT_OUT_OF_MEMORY', {}) } };
  }
}

function run(quickjs: QuickJSWASMModule, script: string, variables: Variables, limits: JavascriptLimits): Outcome {
  const runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(STACK_BYTES);
  const deadline = performance.now() + limits.milliseconds;
  runtime.setInterruptHandler(() => performance.now() > deadline);
  const context = runtime.newContext();
  prepare(context, variables);
  const outcome = context.evalCode(script, 'script.js', { strict: false });
  if (outcome.error !== undefined)
    return { failure: describe(context, outcome.error, performance.now() > deadline, limits) };
  return collect(context, outcome.value, limits);
}

/** Variables come in as JSON text and are parsed inside, so that no object of ours is ever reachable. */
function prepare(context: QuickJSContext, variables: Variables): void {
  const text = context.newString(JSON.stringify(variables));
  context.setProp(context.global, '__variables', text);
  const prepared = context.evalCode(`
    (() => {
      const read = JSON.parse(__variables);
      const written = {};
      delete globalThis.__variables;
      for (const name of Object.keys(read))
        if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: read[name], writable: true, configurable: true, enumerable: true });
      Object.defineProperty(globalThis, 'execution', {
        value: Object.freeze({
          getVariable: (name) => (Object.hasOwn(written, name) ? written[name] : Object.hasOwn(read, name) ? read[name] : null),
          hasVariable: (name) => Object.hasOwn(written, name) || Object.hasOwn(read, name),
          setVariable: (name, value) => { written[String(name)] = value; },
        }),
      });
      Object.defineProperty(globalThis, '__collect', {
        value: (result) => JSON.stringify({ result: result === undefined ? null : result, written }),
      });
    })();`);
  context.unwrapResult(prepared);
}

function collect(context: QuickJSContext, value: QuickJSHandle, limits: JavascriptLimits): Outcome {
  const collector = context.getProp(context.global, '__collect');
  const outcome = context.callFunction(collector, context.undefined, value);
  if (outcome.error !== undefined) return { failure: describe(context, outcome.error, false, limits) };
  const text: unknown = context.dump(outcome.value);
  const fault = connectorFault('SCRIPT_RESULT_UNUSABLE', {});
  if (typeof text !== 'string')
    return { failure: { message: 'Expected a result that can be written as JSON, but it cannot.', fault } };
  if (text.length > limits.resultCharacters) {
    const message = `Expected a result of at most ${limits.resultCharacters} characters, but it has ${text.length}.`;
    return { failure: { message, fault } };
  }
  return JSON.parse(text) as { result: Value; written: Variables };
}

function describe(context: QuickJSContext, error: QuickJSHandle, late: boolean, limits: JavascriptLimits): Failure {
  const dumped = context.dump(error) as { name?: unknown; message?: unknown; stack?: unknown } | string | null;
  if (late) {
    const { milliseconds } = limits;
    const message = `Expected the script to end within ${milliseconds} ms, but it did not.`;
    return { message, fault: connectorFault('SCRIPT_TOO_SLOW', { milliseconds }) };
  }
  if (dumped === null || typeof dumped !== 'object') {
    const reported = shownValue(dumped);
    const message = `The script threw ${JSON.stringify(dumped)}.`;
    return { message, fault: connectorFault('SCRIPT_THREW', { line: '', reported }) };
  }
  const line = /script\.js:(\d+)/.exec(typeof dumped.stack === 'string' ? dumped.stack : '')?.[1];
  const at = line === undefined ? '' : ` in line ${line}`;
  const reported = `${String(dumped.name)}: ${String(dumped.message)}`;
  const fault = connectorFault('SCRIPT_THREW', { line: line ?? '', reported: shownValue(reported) });
  return { message: `The script failed${at}: ${reported}`, fault };
}

/** A script gives the same answer every time: trying again is useless. */
function failed({ message, fault }: Failure): ConnectorResult {
  return { kind: 'failed', message, fault, final: true };
}
