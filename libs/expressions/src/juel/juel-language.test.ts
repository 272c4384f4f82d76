import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createJuelLanguage } from './juel-language.ts';

const NOW = '2026-03-01T10:00:00Z';
const language = createJuelLanguage();

function value(text: string, variables: Record<string, unknown> = {}): unknown {
  const result = language.evaluate({ language: 'juel', text }, variables, NOW);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

function error(text: string, variables: Record<string, unknown> = {}): string {
  const result = language.evaluate({ language: 'juel', text }, variables, NOW);
  return result.ok ? `no error, but ${JSON.stringify(result.value)}` : result.error;
}

describe('a ${…} expression', () => {
  it.each([
    ['${1 + 2 * 3}', 7],
    ['${(1 + 2) * 3}', 9],
    ['${7 mod 4 == 3 and 7 div 2 eq 3.5}', true],
    ['${10 - 3 - 2}', 5],
    ['${not (1 gt 2) && 2 le 2 || false}', true],
    ['${amount >= 100 ? "high" : "low"}', 'high'],
    ["${gender == 'male' ? 'Mr.' : 'Mrs.'}", 'Mrs.'],
    ['${empty name}', true],
    ['${!empty items}', true],
    ['${items[1]}', 'b'],
    ['${order.lines[0].price}', 12.5],
    ["${order['lines'].size()}", 1],
    ['${order.missing.deeper}', null],
    ['#{approved}', true],
    ['-${-3}-', '--3-'],
    ['INV-${amount}/${gender}', 'INV-150/female'],
    ['plain', 'plain'],
    ['\\${amount}', '${amount}'],
    ['${"it\\"s"}', 'it"s'],
    ["${'5' == 5}", true],
    ['${null == null}', true],
    ['${execution.getVariable("amount") + 1}', 151],
    ['${execution.hasVariable("nothing")}', false],
    ['${now()}', NOW],
  ])('given usual variables, when %s is evaluated, then the value is %j', (text, expected) => {
    const variables = {
      amount: 150,
      gender: 'female',
      name: '',
      items: ['a', 'b'],
      order: { lines: [{ price: 12.5 }] },
      approved: true,
    };
    expect(value(text, variables)).toEqual(expected);
  });

  it.each([
    ['${s.equals("Gießen")}', true],
    ['${s.length()}', 6],
    ['${s.toLowerCase().contains("ßen")}', true],
    ['${s.substring(1, 3)}', 'ie'],
    ['${s.startsWith("G") && s.endsWith("n")}', true],
    ['${s.indexOf("e")}', 2],
    ['${s.replace("ß", "ss")}', 'Giessen'],
    ['${list.isEmpty()}', false],
    ['${list.contains(2)}', true],
    ['${list.indexOf(3)}', 2],
    ['${list.get(0)}', 1],
    ['${map.containsKey("a") and !map.containsKey("b")}', true],
    ['${map.get("a").prop("b").value()}', 'c'],
    ['${person.getFirstName()}', 'Ada'],
    ['${dateTime().plusDays(30).toDate()}', '2026-03-31T10:00:00Z'],
    ['${dateTime().minusMonths(1).plusHours(2)}', '2026-02-01T12:00:00Z'],
    ['${day.plusWeeks(1)}', '2026-03-08'],
  ])('given text and collections, when %s is called, then the value is %j', (text, expected) => {
    const variables = {
      s: 'Gießen',
      list: [1, 2, 3],
      map: { a: { b: 'c' } },
      person: { firstName: 'Ada' },
      day: '2026-03-01',
    };
    expect(value(text, variables)).toEqual(expected);
  });

  it.each([
    ['${unknown}', 'Expected a variable "unknown" at 2, but there is none.'],
    ['${s.getClass()}', 'found getClass()'],
    ['${s.constructor}', 'Expected a context with a property "constructor"'],
    ['${Runtime.exec("ls")}', 'Expected a variable "Runtime"'],
    ['${load("x")}', 'found load()'],
    ['${s + 1}', 'Expected a number, but found the text "Ada"'],
    ['${1 / 0}', 'Expected a finite number'],
    ['${s.plusDays(1)}', 'Expected a date in ISO 8601'],
    ['${list.get(7)}', 'Expected an index below 1, but found 7'],
  ])('given an expression that cannot be answered, when %s is evaluated, then the error says why', (text, message) => {
    expect(error(text, { s: 'Ada', list: [1] })).toContain(message);
  });

  it.each([
    ['${text.split(" ")[1]}', 'World'],
    ['${text.split("[ o]+").size()}', 3],
    ['${",a,b,,".split(",")}', ['', 'a', 'b']],
    ['${"abc".split("")}', ['a', 'b', 'c']],
    ['${text.matches("Hello.*")}', true],
    ['${text.matches("Hello")}', false],
    ['${text.matches("(?i)hello world")}', true],
    ['${text.replaceAll("o(.)", "0$1")}', 'Hell0 W0rld'],
    ['${S(json).prop("customer").prop("name").stringValue()}', 'Ada'],
    ['${JSON(json).prop("amount").numberValue() > 5}', true],
    ['${S(json).prop("ok").boolValue()}', true],
    ['${S(json).prop("items").elements().get(1)}', 2],
    ['${S(json).jsonPath("$.customer.name").stringValue()}', 'Ada'],
    ['${S(json).jsonPath("$[\'items\'][0]").numberValue()}', 1],
    ['${S(json).jsonPath("$.customer.nobody[3]")}', null],
    ['${S(json).prop("missing").isNull()}', true],
    ['${S(json).prop("items").isArray() and S(json).isObject()}', true],
    ['${json.prop("amount").isNumber()}', true],
    ['${S(order).hasProp("id")}', true],
    ['${variables:get(amount)}', 7],
    ["${vars:getOrDefault('missing', 5)}", 5],
    ['${vars:getOrDefault(amount, 5)}', 7],
    ["${var:equals(amount, '7')}", true],
    ["${variables:ne('text', 'x')}", true],
    ['${variables:isEmpty(missing) && variables:notEmpty(text)}', true],
    ["${variables:contains(list, 'a', 'b')}", true],
    ["${variables:containsAny(text, 'x', 'World')}", true],
    ['${variables:lt(amount, 10) and variables:gte(amount, 7)}', true],
    ['${variables:greaterThan(missing, 1)}', false],
    ['${amount > 1 ? list:amount}', ['a', 'b']],
    ['${amount > 9 ? text : vars:getOrDefault(x, 1)}', 1],
    ['${dateTime().plusDays(1).withHourOfDay(8).withMinuteOfHour(30)}', '2026-03-02T08:30:00Z'],
    ['${dateTime().plusMonths(1).withDayOfMonth(1).withTimeAtStartOfDay()}', '2026-04-01T00:00:00Z'],
    ['${day.withDayOfWeek(5)}', '2026-01-30'],
    ['${day.withMonth(2)}', '2026-02-28'],
    ['${day.getYear() * 100 + day.getMonthValue()}', 202601],
    ['${day.isBefore(now()) and !day.isAfter(now())}', true],
    ['${now().getTime()}', 1772359200000],
  ])(
    'given what models of the Camunda family ask for, when %s is evaluated, then the value is %j',
    (text, expected) => {
      const variables = {
        text: 'Hello World',
        json: '{"customer": {"name": "Ada"}, "amount": 7, "ok": true, "items": [1, 2]}',
        order: { id: 'A 1' },
        amount: 7,
        list: ['a', 'b'],
        day: '2026-01-31',
      };
      expect(value(text, variables)).toEqual(expected);
      expect(language.check({ language: 'juel', text })).toEqual([]);
    },
  );

  it.each([
    ['${"a" + name}', 'to join texts write ${a}${b} or a.concat(b)'],
    ['${list.size}', 'write size()'],
    ['${S("<a/>")}', 'found XML'],
    ['${S("{")}', 'Expected JSON'],
    ['${S(list).jsonPath("$..name")}', 'write filters in FEEL'],
    ['${name.matches("(?=x)")}', 'without look-around'],
    ['${day.withHour(25)}', 'leaves it'],
    ['${vars:get()}', "Expected a variable's name"],
    [
      `\${name.replace("A", "${'A'.repeat(4_000)}")${`.replace("A", "${'A'.repeat(4_000)}")`.repeat(3)}}`,
      'texts of at most',
    ],
  ])('given %s, when it cannot be answered, then the error says what to write', (text, message) => {
    expect(error(text, { name: 'Ada', list: [1], day: '2026-03-01T10:00:00' })).toContain(message);
  });

  it('given a pattern that could take for ever, when it runs on a long text, then the answer comes at once', () => {
    const text = `${'a'.repeat(5_000)}!`;
    expect(value('${text.matches("(a|aa)+")}', { text })).toBe(false);
    expect(error('${text.replaceAll("(a*)*\\\\1b", "")}', { text })).toContain('takes longer');
  });

  it.each([
    ['${execution.setVariable("x", 1)}', 'output mapping'],
    ['${currentUser()}', 'keep who acts in a variable'],
    ['${fn:length(list)}', 'found fn:length()'],
    ['${status = 1}', 'write == to compare'],
    ['${status matches "x"}', 'write name.matches("…")'],
    ['${list.stream().filter(x -> x)}', 'write the filter in FEEL'],
  ])('given %s, which is not honoured, when it is checked, then the finding says what to do instead', (text, cure) => {
    const findings = language.check({ language: 'juel', text });
    expect(findings.map(({ message }) => message).join(' ')).toContain(cure);
  });

  it('given a function that names its variable, when references are asked for, then it is among them', () => {
    expect(language.references({ language: 'juel', text: "${vars:get(a) + vars:getOrDefault('b', c)}" })).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it.each([
    ['${a', 'Expected "}", but found the end of the text', 0],
    ['${a +}', 'Expected a value, but found "}"', 5],
    ['${}', 'Expected a value, but found "}"', 2],
    ["${'abc}", 'never ends', 2],
    ['${a b}', 'Expected "}", but found "b"', 4],
    ['${a = 1}', 'but found "="', 4],
    ['${x.execute(1)}', 'found execute()', 4],
  ])('given %s, when it is checked, then the finding names the place', (text, message, position) => {
    const findings = language.check({ language: 'juel', text });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain(message);
    expect(findings[0]?.position).toBe(position);
  });

  it('given variables named like parts of an object, when they are read, then nothing leaks and nothing crashes', () => {
    const hostile: unknown = JSON.parse('{"__proto__": 1, "a": {"__proto__": 2}}');
    const variables = hostile as Record<string, unknown>;
    expect(value('${__proto__}', variables)).toBe(1);
    expect(value("${a['__proto__']}", variables)).toBe(2);
    expect(error('${constructor}')).toContain('there is none');
    expect(value("${a['constructor']}", variables)).toBeNull();
    expect(value('${a.toString()}', variables)).toBe('{"__proto__":2}');
  });

  it('given the names an expression reads, when references are asked for, then each is told once', () => {
    const text = "${a.b + c[d] > a ? execution.getVariable('e') : f(g)} ${execution.hasVariable('h')}";
    expect(language.references({ language: 'juel', text })).toEqual(['a', 'c', 'd', 'e', 'g', 'h']);
  });

  it('given nesting without end, when it is parsed, then it is refused and the stack holds', () => {
    expect(error(`\${${'('.repeat(10_000)}1${')'.repeat(10_000)}}`)).toContain('nested terms');
    expect(error(`\${${'!'.repeat(10_000)}true}`)).toContain('nested terms');
    expect(error(`\${1${'+1'.repeat(9_000)}}`)).toContain('tokens');
    expect(value(`\${1${'+1'.repeat(1_900)}}`)).toBe(1_901);
  });

  it('given any text at all, when it is evaluated, then there is a value or an error and never an exception', () => {
    const fragment = fc.constantFrom(
      '${',
      '}',
      '#{',
      'a',
      '.',
      '(',
      ')',
      '[',
      ']',
      ' + ',
      "'",
      '"',
      '?',
      ':',
      ' not ',
      ' empty ',
      '1',
      'size',
      ',',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fragment, fc.string())), fc.jsonValue(), (parts, a) => {
        const result = language.evaluate({ language: 'juel', text: parts.join('') }, { a }, NOW);
        expect(typeof result.ok).toBe('boolean');
      }),
    );
  });

  it('given integers, when sums, comparisons and choices are nested, then the result is the host’s', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer(), (a, b, c) => {
        expect(value('${a + b * c < c - a ? a : b - c}', { a, b, c })).toBe(a + b * c < c - a ? a : b - c);
      }),
    );
  });
});
