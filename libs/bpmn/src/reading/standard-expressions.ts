const dataFunction =
  /(?:[A-Za-z][\w.-]*:)?get(?:DataObject|ProcessProperty|ActivityProperty|EventProperty|DataInput|DataOutput)\s*\(([^()]*)\)/g;

/**
 * The standard's own notation for data in XPath (BPMN 2.0.2 clause 10.4.3: `bpmn:getDataObject('order')/total`) as
 * FEEL; undefined when the text uses none of its functions. The last argument names the item, the ones before it only
 * where it lives.
 */
export function feelOfDataFunctions(text: string): string | undefined {
  if (!new RegExp(dataFunction.source).test(text)) return undefined;
  return text
    .replace(dataFunction, (_whole, list: string) => {
      const last = list.split(',').at(-1) ?? '';
      return last.trim().replace(/^['"]|['"]$/g, '');
    })
    .replace(
      /([A-Za-z_\])])((?:\/@?[A-Za-z_]\w*)+)/g,
      (_whole, head: string, path: string) => `${head}${path.replace(/\/@?/g, '.')}`,
    )
    .replace(/'([^'"]*)'/g, '"$1"');
}

/** The FEEL text inside a DMN literal expression that was pasted as XML; undefined for anything else. */
export function feelOfLiteralExpression(text: string): string | undefined {
  const found =
    /^<(?:[\w.-]+:)?literalExpression\b[^>]*>\s*<(?:[\w.-]+:)?text>([^<]*)<\/(?:[\w.-]+:)?text>\s*<\/(?:[\w.-]+:)?literalExpression>$/.exec(
      text.trim(),
    );
  return found?.[1]
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}
