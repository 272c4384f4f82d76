import { faultSentence } from '#sentences';
import type { Bilingual } from '../finding/finding.ts';
import type { Computed, Expression, Language } from '#engine';
import { createExpressionLanguage, parseExpression } from '#expressions';
import type { FindingList } from '../finding/finding-list.ts';
import { text, type Element } from '../xml/element.ts';
import { feelOfDataFunctions, feelOfLiteralExpression } from './standard-expressions.ts';

/** An expression element of the file before anybody decides whether it is an expression at all. */
export interface WrittenExpression {
  readonly text: string;
  /** Undefined for a language that is not run; its name is in `languageName` then. */
  readonly language: Language | undefined;
  readonly languageName: string | undefined;
  /** The author named the language or used its marks (`=`, `${…}`): it is meant as an expression, whatever it says. */
  readonly explicit: boolean;
}

/** Reads expressions and values that may be computed, and reports those that do not parse. */
export class ExpressionReader {
  readonly #fallback: Language;
  readonly #defaultLanguage: string | undefined;
  readonly #findings: FindingList;
  readonly #checker = createExpressionLanguage();

  /** `fallback` is the language of texts without a mark: FEEL, except in models of the Camunda 7 family. */
  constructor(fallback: Language, definitionsLanguage: string | undefined, findings: FindingList) {
    this.#fallback = fallback;
    // Nearly every tool writes the schema's default, XPath, without meaning it.
    this.#defaultLanguage =
      definitionsLanguage === undefined || /xpath/i.test(definitionsLanguage) ? undefined : definitionsLanguage;
    this.#findings = findings;
  }

  /** What an expression element says; undefined when it is absent or empty. */
  written(expression: Element | undefined): WrittenExpression | undefined {
    const body = text(expression, 'body');
    if (body === undefined) return undefined;
    return this.fromText(body, text(expression, 'language'));
  }

  fromText(body: string, languageName?: string): WrittenExpression {
    const marked = /^\s*=|[$#]\{/.test(body);
    if (marked) {
      const parsed = parseExpression(body, this.#fallback);
      return { text: parsed.text, language: parsed.language, languageName, explicit: true };
    }
    const translated = feelOfDataFunctions(body) ?? feelOfLiteralExpression(body);
    if (translated !== undefined) return { text: translated, language: 'feel', languageName, explicit: false };
    const name = languageName ?? this.#defaultLanguage;
    const named = languageOf(name);
    if (name !== undefined && named === 'unsupported') {
      return { text: body, language: undefined, languageName: name, explicit: true };
    }
    if (named === 'feel') return { text: body, language: 'feel', languageName: name, explicit: true };
    if (named === 'juel') return { text: body, language: 'juel', languageName: name, explicit: true };
    return { text: body, language: 'feel', languageName: undefined, explicit: false };
  }

  /** Why the text is no expression; undefined when it parses. */
  problem(written: WrittenExpression): Bilingual | undefined {
    const { language, languageName = '', text } = written;
    if (language === undefined) return { de: languageName, en: languageName };
    const finding = this.#checker.check({ language, text })[0];
    if (finding === undefined) return undefined;
    const { fault, message } = finding;
    return { de: faultSentence(fault, 'de') ?? message, en: faultSentence(fault, 'en') ?? message };
  }

  /** Variables the expression reads. */
  references(expression: Expression): readonly string[] {
    return this.#checker.references(expression);
  }

  /** The expression, or undefined after a finding when it cannot be run. */
  require(element: Element, written: WrittenExpression): Expression | undefined {
    if (written.language === undefined) {
      this.#findings.report('EXPRESSION_LANGUAGE_UNSUPPORTED', element, {
        words: { text: shorten(written.text), language: written.languageName ?? '' },
      });
      return undefined;
    }
    const problem = this.problem(written);
    if (problem !== undefined) {
      this.#findings.report('EXPRESSION_INVALID', element, { words: { text: shorten(written.text), detail: problem } });
      return undefined;
    }
    return { language: written.language, text: written.text };
  }

  /** An expression that stands in the child `name` of an element; undefined when absent, or unusable after a finding. */
  child(element: Element, expression: Element | undefined): Expression | undefined {
    const written = this.written(expression);
    return written === undefined ? undefined : this.require(element, written);
  }

  /** A text attribute that may be computed: `=…` and `${…}` are expressions, anything else stands for itself. */
  computed(element: Element, value: string): Computed<string> {
    if (!/^\s*=|[$#]\{/.test(value)) return { literal: value };
    const expression = this.require(element, this.fromText(value));
    return expression === undefined ? { literal: value } : { expression };
  }

  /** Like {@link computed}, for settings of code that cannot run here anyway: what does not parse stays text, with a warning. */
  computedOrText(element: Element, value: string): Computed<string> {
    const written = this.fromText(value);
    if (!written.explicit || written.language === undefined) return { literal: value };
    const problem = this.problem(written);
    if (problem === undefined) return { expression: { language: written.language, text: written.text } };
    this.#findings.report('EXPRESSION_KEPT_AS_TEXT', element, { words: { text: shorten(value), detail: problem } });
    return { literal: value };
  }

  /** A number that may be computed; undefined after a finding when it is neither. */
  computedNumber(element: Element, property: string, value: string): Computed<number> | undefined {
    if (/^-?\d+(\.\d+)?$/.test(value.trim())) return { literal: Number(value) };
    const written = this.fromText(value);
    if (written.explicit || this.problem(written) === undefined) {
      const expression = this.require(element, written);
      if (expression !== undefined) return { expression };
    }
    this.#findings.report('VALUE_NOT_NUMBER', element, { words: { property, text: shorten(value) } });
    return undefined;
  }
}

function languageOf(name: string | undefined): Language | 'unsupported' | undefined {
  if (name === undefined) return undefined;
  if (/feel/i.test(name)) return 'feel';
  if (/juel|\/el\/|unified.?expression/i.test(name)) return 'juel';
  // Type languages and plain text markers of drawing tools are not expression languages.
  if (/XMLSchema|natural|text|string/i.test(name)) return undefined;
  return 'unsupported';
}

/** A text short enough for a finding. */
export function shorten(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
