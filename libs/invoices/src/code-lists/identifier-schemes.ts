import { codeSet } from './code-set.ts';

/** ISO 6523 ICD: schemes for identifiers of organisations, goods and places. */
export const icdCodes = codeSet('0002..0091 0093..0102 0104..0180 0183..0244');

/** CEF EAS: schemes for electronic addresses. */
export const easCodes = codeSet(`
  0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0147 0151 0154 0158 0170 0177 0183 0184 0188 0190..0196
  0198..0205 0208..0213 0215..0221 0225 0230 0235 0240 0244 9910 9913..9915 9918..9920 9922..9953 9957 9959
  AN AQ AS AU EM`);

/** Schemes the XRechnung extension adds for digital health applications. */
export const digaSchemes = codeSet('XR01..XR03');
