import type { InstanceDetail, Token } from '../api/contracts.ts';
import { stepLabel } from '../diagram/step-label.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { formatDateTime } from '../language/format.ts';

/** A place where the case stands, as it can be chosen: one token, or all tokens of an element. */
export interface PlaceChoice {
  /** For the form; unique among the choices. */
  readonly value: string;
  readonly nodeId: string;
  readonly label: string;
  /** Absent: all tokens of the element. */
  readonly elementInstanceId?: string;
  /** Does it hold no other token? */
  readonly inner: boolean;
}

/**
 * Where the case stands, outermost first, with enough words to tell tokens of one element apart: what is special about a
 * round, its number, or since when.
 * @param all offer all tokens of an element at once, too
 */
export function placeChoices(
  { tokens }: Pick<InstanceDetail, 'tokens'>,
  text: Catalogue,
  all: boolean,
): readonly PlaceChoice[] {
  const byId = new Map(tokens.map((token) => [token.elementInstanceId, token]));
  const childrenOf = (token: Token) => tokens.filter(({ parentId }) => parentId === token.elementInstanceId);
  const isBody = (token: Token) => childrenOf(token).some(({ nodeId }) => nodeId === token.nodeId);
  const single = tokens.filter((token) => !isBody(token));
  return tokens.flatMap((token): PlaceChoice[] => {
    const name = stepLabel({ name: token.name, type: token.nodeType }, text);
    const { elementInstanceId, nodeId } = token;
    const children = childrenOf(token);
    if (isBody(token)) {
      const label = text.modification.allOf(name, children.length);
      return [{ value: elementInstanceId, nodeId, label, elementInstanceId, inner: false }];
    }
    const alike = single.filter((one) => one.nodeId === nodeId);
    const which = alike.length === 1 ? undefined : whichOf(token, byId, text);
    const label = which === undefined ? name : text.modification.instance(name, which);
    const one = { value: elementInstanceId, nodeId, label, elementInstanceId, inner: children.length === 0 };
    if (!all || alike.length === 1 || alike[0] !== token) return [one];
    return [{ value: `all ${nodeId}`, nodeId, label: text.modification.allOf(name, alike.length), inner: false }, one];
  });
}

/** A scope one can begin in, in the same words. */
export function scopeLabel(instance: InstanceDetail, elementInstanceId: string, text: Catalogue): string {
  const byId = new Map(instance.tokens.map((token) => [token.elementInstanceId, token]));
  const token = byId.get(elementInstanceId);
  if (token === undefined) return instance.definition.name ?? instance.definition.key;
  const name = stepLabel({ name: token.name, type: token.nodeType }, text);
  const which = whichOf(token, byId, text);
  return which === undefined ? name : text.modification.instance(name, which);
}

/** What tells a token from its like: data of its own round, the number of the round, or since when it is there. */
function whichOf(token: Token, byId: ReadonlyMap<string, Token>, text: Catalogue): string | undefined {
  for (let at: Token | undefined = token; at !== undefined; at = byId.get(at.parentId ?? '')) {
    const { loopCounter, ...own } = at.variables ?? {};
    const told = Object.values(own).find((value) => typeof value === 'string' && value !== '');
    if (typeof told === 'string') return told.slice(0, LONGEST);
    if (typeof loopCounter === 'number') return text.modification.round(loopCounter);
  }
  return token.since === undefined ? undefined : text.modification.since(formatDateTime(new Date(token.since)));
}

/** Characters of a value that fit a line. */
const LONGEST = 60;
