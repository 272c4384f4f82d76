import { SaxesParser } from 'saxes';
import { DataError } from './data-error.ts';
import { checkText, DataBudget } from './data-limits.ts';

interface Open {
  readonly name: string;
  readonly values: Map<string, unknown>;
  text: string;
}

/**
 * Reads XML (1.0, with namespaces) as plain data, for a mapping to find its way in: an element with only text is a text,
 * any other an object of its attributes and children by local name; several children of one name are a list; text beside
 * attributes or children is called `text`. Every value is a text. The root element itself is the one name at the top.
 * A DOCTYPE is refused, hence no entity is ever expanded (XML 1.0, 4.4) but the five predefined ones.
 * @throws DataError
 */
export function readXml(text: string): unknown {
  const parser = new SaxesParser({ xmlns: true });
  const budget = new DataBudget();
  const path: Open[] = [{ name: '', values: new Map(), text: '' }];
  parser.on('error', (error) => {
    throw new DataError('SYNTAX_INVALID', `Expected well-formed XML, but: ${error.message.slice(0, 200)}`);
  });
  parser.on('doctype', () => {
    throw new DataError('DOCTYPE_REFUSED', 'Expected XML without a DOCTYPE, but it has one.');
  });
  parser.on('opentag', ({ local, attributes }) => {
    budget.spend(path.length, local);
    const open: Open = { name: local, values: new Map(), text: '' };
    for (const attribute of Object.values(attributes)) {
      if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns' || attribute.prefix === 'xsi') continue;
      budget.spend(path.length, attribute.local);
      open.values.set(attribute.local, checkText(attribute.value));
    }
    path.push(open);
  });
  const addText = (more: string) => {
    const open = path.at(-1);
    if (open !== undefined) open.text += checkText(more);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = path.pop();
    const parent = path.at(-1);
    if (closed === undefined || parent === undefined) return;
    const value = valueOf(closed);
    const before = parent.values.get(closed.name);
    if (before === undefined) parent.values.set(closed.name, value);
    else if (before instanceof Several) before.values.push(value);
    else parent.values.set(closed.name, new Several([before, value]));
  });
  parser.write(text.startsWith('\ufeff') ? text.slice(1) : text).close();
  return plain(path[0] ?? { name: '', values: new Map(), text: '' });
}

/** Apart from a list that is itself a value, of which XML has none. */
class Several {
  readonly values: unknown[];
  constructor(values: unknown[]) {
    this.values = values;
  }
}

function valueOf(open: Open): unknown {
  const text = open.text.trim();
  if (open.values.size === 0) return text;
  if (text !== '' && !open.values.has('text')) open.values.set('text', text);
  return plain(open);
}

function plain({ values }: Open): unknown {
  return Object.fromEntries(
    [...values].map(([name, value]) => [name, value instanceof Several ? value.values : value]),
  );
}
