import { type SimpleType } from './simple-type.ts';

/** A place in the sequence of children an element may have. */
interface Particle {
  readonly name: string;
  /** Position in the sequence. */
  readonly index: number;
  readonly isRequired: boolean;
  readonly mayRepeat: boolean;
  readonly type: ElementType;
}

/** The children of an element: a sequence in which each name has its place, or a choice of exactly one. */
export interface ContentModel {
  readonly isChoice: boolean;
  readonly particles: ReadonlyMap<string, Particle>;
  readonly required: readonly Particle[];
}

/** What an element may hold. `anything` stands for content this room makes no statement about. */
export type ElementType =
  | { readonly kind: 'simple'; readonly simple: SimpleType }
  | { readonly kind: 'complex'; readonly model: () => ContentModel }
  | { readonly kind: 'anything' };

const anything: ElementType = { kind: 'anything' };

export function simple(type: SimpleType): ElementType {
  return { kind: 'simple', simple: type };
}

/** The content models of one syntax by the name of their type. */
export interface Vocabulary {
  /** Sequences in the notation of `parseSequence`, or `any`, by type name. */
  readonly types: Readonly<Record<string, string>>;
  /** The simple type of a name that no complex type stands for; undefined where there is none. */
  readonly simpleTypeOf: (name: string) => ElementType;
}

/**
 * Resolves names to types. The standards name an element after its type with a qualifier in front
 * (`PayeeFinancialAccount` is a `FinancialAccount`), so that the longest type name at the end of a name decides.
 */
export class TypeResolver {
  private readonly models = new Map<string, ContentModel>();
  private readonly resolved = new Map<string, ElementType>();

  constructor(private readonly vocabulary: Vocabulary) {}

  typeOf(localName: string): ElementType {
    let type = this.resolved.get(localName);
    if (!type) {
      type = this.resolve(localName);
      this.resolved.set(localName, type);
    }
    return type;
  }

  private resolve(localName: string): ElementType {
    for (let start = 0; start < localName.length; start++) {
      const typeName = localName.slice(start);
      const sequence = Object.hasOwn(this.vocabulary.types, typeName) ? this.vocabulary.types[typeName] : undefined;
      if (sequence === 'any') return anything;
      if (sequence !== undefined) return { kind: 'complex', model: () => this.modelOf(typeName, sequence) };
    }
    return this.vocabulary.simpleTypeOf(localName);
  }

  private modelOf(typeName: string, sequence: string): ContentModel {
    let model = this.models.get(typeName);
    if (!model) {
      model = this.parseSequence(sequence);
      this.models.set(typeName, model);
    }
    return model;
  }

  /**
   * Reads a sequence: names with their prefix, separated by blanks; `?` may be missing, `*` may be missing or repeat,
   * `+` may repeat, none of them stands exactly once. `cbc:` in front holds for all names up to the next prefix.
   * `choice` as the first word demands exactly one of the names.
   */
  private parseSequence(sequence: string): ContentModel {
    const particles = new Map<string, Particle>();
    let prefix = '';
    const tokens = sequence.trim().split(/\s+/);
    const isChoice = tokens[0] === 'choice';
    if (isChoice) tokens.shift();
    for (const [index, token] of tokens.entries()) {
      const match = /^(?:(\w+):)?(\w+)([?*+]?)$/.exec(token);
      if (!match) throw new TypeError(`Expected a name in a sequence, but found "${token}"`);
      prefix = match[1] ?? prefix;
      const local = match[2] ?? '';
      const occurrence = match[3] ?? '';
      particles.set(`${prefix}:${local}`, {
        name: `${prefix}:${local}`,
        index,
        isRequired: !isChoice && (occurrence === '' || occurrence === '+'),
        mayRepeat: occurrence === '*' || occurrence === '+',
        type: this.typeOf(local),
      });
    }
    return { isChoice, particles, required: [...particles.values()].filter((particle) => particle.isRequired) };
  }
}
