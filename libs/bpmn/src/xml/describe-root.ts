import type { Bilingual } from '../finding/finding.ts';

const bpmn = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

const known: readonly (readonly [RegExp, Bilingual])[] = [
  [/omg\.org\/spec\/DMN/i, { de: 'eine DMN-Entscheidung', en: 'a DMN decision' }],
  [/omg\.org\/spec\/CMMN/i, { de: 'ein CMMN-Fallmodell', en: 'a CMMN case model' }],
  [
    /schema\.omg\.org\/spec\/BPMN\/2\.0|BPMN\/2009|BPMN\/2010(?!0524)/i,
    { de: 'eine Vorabfassung von BPMN 2.0', en: 'a draft version of BPMN 2.0' },
  ],
  [/wfmc\.org|XPDL/i, { de: 'eine XPDL-Datei', en: 'an XPDL file' }],
  [/w3\.org\/2000\/svg/i, { de: 'ein SVG-Bild', en: 'an SVG image' }],
  [/w3\.org\/1999\/xhtml/i, { de: 'eine HTML-Seite', en: 'an HTML page' }],
  [/eclipse\.org\/emf|schema\.omg\.org\/spec\/XMI/i, { de: 'eine XMI-Datei', en: 'an XMI file' }],
  [/bpel/i, { de: 'ein BPEL-Prozess', en: 'a BPEL process' }],
];

/** What the file is instead, in words; undefined when its root is the `definitions` element of BPMN 2.0. */
export function describeRoot(root: { readonly uri: string; readonly local: string }): Bilingual | undefined {
  if (root.uri === bpmn && root.local === 'definitions') return undefined;
  if (root.uri === bpmn) {
    return { de: `ein BPMN-Bruchstück („${root.local}“)`, en: `a fragment of BPMN ("${root.local}")` };
  }
  const found = known.find(([pattern]) => pattern.test(root.uri) || pattern.test(root.local));
  if (found !== undefined) return found[1];
  if (root.local === 'html') return { de: 'eine HTML-Seite', en: 'an HTML page' };
  const where = root.uri === '' ? '' : ` (${root.uri})`;
  return {
    de: `XML mit dem Wurzelelement „${root.local}“${where}`,
    en: `XML with the root element "${root.local}"${where}`,
  };
}
