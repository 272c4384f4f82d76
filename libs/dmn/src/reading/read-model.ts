import { normalizeName } from '#expressions';
import { type FeelText } from '../model/boxed-expression.ts';
import {
  type BusinessKnowledgeModel,
  type Decision,
  type DecisionModel,
  type DecisionService,
  type InputData,
  type ItemDefinition,
  type ModelImport,
  type Reference,
  type Requirements,
} from '../model/decision-model.ts';
import { type ReadingContext, readReference, readTypeRef, resolveTypeName } from './qualified-name.ts';
import { DecisionStructureError, readExpressionIn, readFunction } from './read-expression.ts';
import { child, childrenNamed, type XmlElement } from './xml-element.ts';

const DMN_NAMESPACE = /^https?:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/(?:MODEL\/|dmn(?:11)?\.xsd)$/;

/**
 * Reads the definitions of a DMN 1.1 to 1.5 document.
 *
 * @throws DecisionStructureError at the first construct that cannot be read
 */
export function readModel(root: XmlElement): DecisionModel {
  if (root.name !== 'definitions' || !DMN_NAMESPACE.test(root.namespace)) {
    throw new DecisionStructureError(
      'DMN_ROOT',
      `Expected <definitions> of DMN, but found <${root.name}> of "${root.namespace}".`,
      root,
    );
  }
  const namespace = root.attributes.get('namespace') ?? '';
  const imports = childrenNamed(root, 'import').filter(isModelImport).map(readImport);
  const context: ReadingContext = { namespace, imports, language: root.attributes.get('expressionLanguage') ?? null };
  return {
    id: root.attributes.get('id') ?? '',
    name: root.attributes.get('name') ?? '',
    namespace,
    imports,
    itemDefinitions: childrenNamed(root, 'itemDefinition').map((element) => readItemDefinition(element, context)),
    inputData: childrenNamed(root, 'inputData').map((element) => readNamed(element, context)),
    decisions: childrenNamed(root, 'decision').map((element) => readDecision(element, context)),
    knowledgeModels: childrenNamed(root, 'businessKnowledgeModel').map((element) =>
      readKnowledgeModel(element, context),
    ),
    decisionServices: childrenNamed(root, 'decisionService').map((element) => readService(element, context)),
  };
}

/** Imports of other kinds (PMML, XML Schema) carry no DMN. */
function isModelImport(element: XmlElement): boolean {
  return DMN_NAMESPACE.test(element.attributes.get('importType') ?? '');
}

function readImport(element: XmlElement): ModelImport {
  return {
    name: normalizeName(element.attributes.get('name') ?? ''),
    namespace: element.attributes.get('namespace') ?? '',
    line: element.line,
  };
}

function readNamed(element: XmlElement, context: ReadingContext): InputData {
  const variable = child(element, 'variable');
  const label = element.attributes.get('name') ?? '';
  return {
    id: element.attributes.get('id') ?? label,
    name: normalizeName(variable?.attributes.get('name') ?? label),
    label,
    typeRef: variable === undefined ? null : readTypeRef(variable, context),
    line: element.line,
  };
}

function references(element: XmlElement, names: readonly string[], context: ReadingContext): readonly Reference[] {
  return element.children
    .filter(({ name }) => names.includes(name))
    .map((reference) => reference.attributes.get('href'))
    .filter((href) => href !== undefined)
    .map((href) => readReference(href, context));
}

function requirementsOf(element: XmlElement, context: ReadingContext): Requirements {
  const information = childrenNamed(element, 'informationRequirement');
  const knowledge = childrenNamed(element, 'knowledgeRequirement');
  return {
    inputs: information.flatMap((requirement) => references(requirement, ['requiredInput'], context)),
    decisions: information.flatMap((requirement) => references(requirement, ['requiredDecision'], context)),
    knowledge: knowledge.flatMap((requirement) => references(requirement, ['requiredKnowledge'], context)),
  };
}

function readDecision(element: XmlElement, context: ReadingContext): Decision {
  return {
    ...readNamed(element, context),
    versionTag: versionTagOf(element),
    historyTimeToLive: element.attributes.get('historyTimeToLive')?.trim() || null,
    requirements: requirementsOf(element, context),
    expression: readExpressionIn(element, context),
  };
}

/** An attribute of Camunda 7, an extension element of Camunda 8. */
function versionTagOf(element: XmlElement): string | null {
  const extensions = child(element, 'extensionElements');
  const extension = extensions === undefined ? undefined : child(extensions, 'versionTag');
  const tag = (element.attributes.get('versionTag') ?? extension?.attributes.get('value') ?? '').trim();
  return tag === '' ? null : tag;
}

function readKnowledgeModel(element: XmlElement, context: ReadingContext): BusinessKnowledgeModel {
  const logic = child(element, 'encapsulatedLogic');
  return {
    ...readNamed(element, context),
    requirements: requirementsOf(element, context),
    logic: logic === undefined ? null : readFunction(logic, context),
  };
}

function readService(element: XmlElement, context: ReadingContext): DecisionService {
  return {
    ...readNamed(element, context),
    outputDecisions: references(element, ['outputDecision'], context),
    encapsulatedDecisions: references(element, ['encapsulatedDecision'], context),
    inputDecisions: references(element, ['inputDecision'], context),
    inputData: references(element, ['inputData'], context),
  };
}

function constraint(element: XmlElement, name: string): FeelText | null {
  const found = child(element, name);
  const text = found === undefined ? '' : (child(found, 'text')?.text ?? '').trim();
  return text === '' ? null : { text, language: null, line: found?.line ?? element.line };
}

function readItemDefinition(element: XmlElement, context: ReadingContext): ItemDefinition {
  const name = element.attributes.get('name');
  if (name === undefined) {
    throw new DecisionStructureError('DMN_STRUCTURE', `Expected a name of <${element.name}>, but found none.`, element);
  }
  const functionItem = child(element, 'functionItem');
  return {
    name: normalizeName(name),
    typeRef: readTypeRef(element, context),
    isCollection: element.attributes.get('isCollection') === 'true',
    allowedValues: constraint(element, 'allowedValues'),
    typeConstraint: constraint(element, 'typeConstraint'),
    components: childrenNamed(element, 'itemComponent').map((component) => readItemDefinition(component, context)),
    functionItem: functionItem === undefined ? null : readFunctionItem(functionItem, context),
  };
}

function readFunctionItem(element: XmlElement, context: ReadingContext): NonNullable<ItemDefinition['functionItem']> {
  const output = element.attributes.get('outputTypeRef');
  return {
    outputTypeRef: output === undefined ? null : resolveTypeName(output, element, context),
    parameters: childrenNamed(element, 'parameters').map((parameter) => ({
      name: normalizeName(parameter.attributes.get('name') ?? ''),
      typeRef: readTypeRef(parameter, context),
    })),
  };
}
