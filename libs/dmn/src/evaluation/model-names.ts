import { type BoxedExpression } from '../model/boxed-expression.ts';
import { type DecisionModel, type ItemDefinition } from '../model/decision-model.ts';

/** Every name an expression of the model may mention, which a parser must know if it holds spaces or operator signs. */
export function namesOf(model: DecisionModel): Set<string> {
  const names = new Set<string>();
  const add = (name: string | null): void => {
    if (name !== null && name !== '') names.add(name);
  };
  for (const { name } of model.imports) add(name);
  for (const definition of model.itemDefinitions) addItemNames(definition, add);
  for (const element of [...model.inputData, ...model.decisions, ...model.knowledgeModels, ...model.decisionServices])
    add(element.name);
  for (const { expression } of model.decisions) addExpressionNames(expression, add);
  for (const { logic } of model.knowledgeModels) addExpressionNames(logic, add);
  return names;
}

type Add = (name: string | null) => void;

function addItemNames(definition: ItemDefinition, add: Add): void {
  add(definition.name);
  for (const parameter of definition.functionItem?.parameters ?? []) add(parameter.name);
  for (const component of definition.components) addItemNames(component, add);
}

function addExpressionNames(expression: BoxedExpression | null, add: Add): void {
  if (expression === null) return;
  switch (expression.kind) {
    case 'literalExpression':
      return;
    case 'decisionTable':
      for (const output of expression.outputs) add(output.name);
      return;
    case 'context':
      for (const entry of expression.entries) add(entry.name);
      break;
    case 'relation':
      for (const column of expression.columns) add(column.name);
      break;
    case 'functionDefinition':
      for (const parameter of expression.parameters) add(parameter.name);
      break;
    case 'for':
    case 'some':
    case 'every':
      add(expression.variable);
      break;
    case 'invocation':
      for (const binding of expression.bindings) add(binding.name);
      break;
  }
  for (const part of partsOf(expression)) addExpressionNames(part, add);
}

/** The boxed expressions directly inside another one. */
export function partsOf(expression: BoxedExpression): readonly BoxedExpression[] {
  switch (expression.kind) {
    case 'literalExpression':
    case 'decisionTable':
      return [];
    case 'context':
      return expression.entries.map(({ value }) => value);
    case 'invocation':
      return [expression.callee, ...expression.bindings.map(({ value }) => value).filter((value) => value !== null)];
    case 'relation':
      return expression.rows.flat();
    case 'list':
      return expression.items;
    case 'functionDefinition':
      return [expression.body];
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise];
    case 'filter':
      return [expression.list, expression.match];
    case 'for':
      return [expression.domain, expression.result];
    case 'some':
    case 'every':
      return [expression.domain, expression.condition];
  }
}
