import { type XmlElement } from '../xml/xml-element.ts';
import { type Rule, type RuleContext, rule } from './rule.ts';

/**
 * Elements of a syntax that no business term of EN 16931 stands in, by consecutive rule numbers: the first number, the
 * path from the root to the parents (`|` between alternatives in a step), and the names below them. A prefix holds for
 * all names up to the next one; `-` leaves a number out; `Name/@attribute` stands for an attribute.
 */
export type UnusedElementTable = readonly (readonly [firstNumber: number, parents: string, names: string])[];

/** The table as a tree of steps, so that one walk answers all its rules. */
class PathTree {
  readonly steps = new Map<string, PathTree>();
  readonly rules: string[] = [];

  at(step: string): PathTree {
    let next = this.steps.get(step);
    if (!next) {
      next = new PathTree();
      this.steps.set(step, next);
    }
    return next;
  }

  collect(element: XmlElement, found: Map<string, XmlElement[]>): void {
    for (const { name } of element.attributes) this.note(this.steps.get(`@${name}`), element, found);
    for (const child of element.children) {
      const next = this.steps.get(child.name);
      if (!next) continue;
      this.note(next, child, found);
      if (next.steps.size > 0) next.collect(child, found);
    }
  }

  private note(reached: PathTree | undefined, element: XmlElement, found: Map<string, XmlElement[]>): void {
    for (const id of reached?.rules ?? []) {
      const elements = found.get(id);
      if (elements) elements.push(element);
      else found.set(id, [element]);
    }
  }
}

/** Rules of level warning, one for each name of the table. `series` is what stands in front of the number. */
export function unusedElementRules(series: string, table: UnusedElementTable): Rule[] {
  const tree = new PathTree();
  const ids: string[] = [];
  for (const [firstNumber, parents, names] of table) {
    for (const [offset, name] of namesOf(names).entries()) {
      if (name === '-') continue;
      const id = `${series}-${String(firstNumber + offset).padStart(3, '0')}`;
      ids.push(id);
      for (const parent of expand(parents)) reach(tree, [...parent, ...name.split('/')]).rules.push(id);
    }
  }
  const answers = new WeakMap<XmlElement, Map<string, XmlElement[]>>();
  const answerFor = ({ root }: RuleContext): Map<string, XmlElement[]> => {
    let found = answers.get(root);
    if (!found) {
      found = new Map();
      tree.collect(root, found);
      answers.set(root, found);
    }
    return found;
  };
  return ids.map((id) => unusedElementRule(id, (context) => answerFor(context).get(id) ?? []));
}

/** A rule against elements, or attributes on them, that EN 16931 has no use for. */
export function unusedElementRule(id: string, test: (context: RuleContext) => Iterable<XmlElement>): Rule {
  return rule(
    id,
    '',
    'The element {actual}, or an attribute on it, is not part of an invoice under EN 16931 and recipients may ignore it. Remove it.',
    'Das Element {actual} oder ein Attribut daran gehört nicht zu einer Rechnung nach EN 16931 und wird womöglich nicht ausgewertet. Bitte entfernen.',
    function* (context) {
      for (const at of test(context)) yield { at, actual: at.name };
    },
    'warning',
  );
}

function reach(tree: PathTree, steps: readonly string[]): PathTree {
  return steps.reduce((node, step) => node.at(step), tree);
}

function expand(parents: string): string[][] {
  let paths: string[][] = [[]];
  for (const step of parents === '' ? [] : parents.split('/')) {
    paths = paths.flatMap((path) => step.split('|').map((alternative) => [...path, alternative]));
  }
  return paths;
}

function namesOf(names: string): string[] {
  let prefix = '';
  return names
    .trim()
    .split(/\s+/)
    .map((name) => {
      if (name === '-' || name.startsWith('@')) return name;
      const colon = name.indexOf(':');
      const slash = name.indexOf('/');
      if (colon >= 0 && (slash < 0 || colon < slash)) {
        prefix = name.slice(0, colon + 1);
        return name;
      }
      return prefix + name;
    });
}
