import type { Fault } from '#engine';
import { createExpressionLanguage, type FeelValue, fromPlain, type Scope, toPlain } from '#expressions';

/** Evaluates the `${…}` texts decisions drawn for Camunda 7 may hold. */
export const juel = createExpressionLanguage();

/** With the language named, Camunda 7 takes the text itself for an expression. */
export function asPlaceholder(text: string): string {
  return /[#$]\{/.test(text) ? text : `\${${text}}`;
}

/** The value of a `${…}` text over the given variables and the names in scope, or the message of its error. */
export function evaluateJuelText(
  text: string,
  given: Scope,
  scope: Scope,
  now: string,
): { readonly value: FeelValue } | { readonly error: string; readonly fault: Fault } {
  const variables = new Map<string, unknown>();
  for (const layer of [given, scope]) {
    for (const name of layer.names()) variables.set(name, toPlain(layer.lookup(name) ?? null));
  }
  const result = juel.evaluate({ language: 'juel', text: asPlaceholder(text) }, Object.fromEntries(variables), now);
  return result.ok ? { value: fromPlain(result.value) } : { error: result.error, fault: result.fault };
}
