/** A simple type: which text and which attributes an element without children may have. */
export interface SimpleType {
  /** Name of the type, as it is told in findings. */
  readonly name: string;
  readonly isValid: (text: string) => boolean;
  readonly attributes: ReadonlySet<string>;
  readonly requiredAttribute?: string;
}

const codeAttributes =
  'listID listAgencyID listAgencyName listName listVersionID name languageID listURI listSchemeURI';
const identifierAttributes =
  'schemeID schemeName schemeAgencyID schemeAgencyName schemeVersionID schemeDataURI schemeURI';

/** The simple types of the Core Component Technical Specification that UBL and CII build on. */
export const simpleTypes = {
  amount: simpleType('decimal number', isDecimal, 'currencyID currencyCodeListVersionID'),
  binary: simpleType('Base64', isBase64, 'format mimeCode encodingCode characterSetCode uri filename'),
  code: simpleType('code', isText, codeAttributes),
  date: simpleType('date YYYY-MM-DD', isDate, ''),
  dateTime: simpleType('date and time', isDateTime, ''),
  dateTimeString: simpleType('date', isText, 'format'),
  identifier: simpleType('identifier', isText, identifierAttributes),
  indicator: simpleType('true or false', isBoolean, ''),
  measure: simpleType('decimal number', isDecimal, 'unitCode unitCodeListVersionID'),
  numeric: simpleType('decimal number', isDecimal, 'format'),
  quantity: simpleType(
    'decimal number',
    isDecimal,
    'unitCode unitCodeListID unitCodeListAgencyID unitCodeListAgencyName',
  ),
  text: simpleType('text', isText, 'languageID languageLocaleID'),
  time: simpleType('time hh:mm:ss', isTime, ''),
} as const;

/** The same type with an attribute that must not be missing. */
export function requiring(type: SimpleType, requiredAttribute: string): SimpleType {
  return { ...type, requiredAttribute };
}

function simpleType(name: string, isValid: SimpleType['isValid'], attributes: string): SimpleType {
  return { name, isValid, attributes: new Set(attributes.split(' ')) };
}

function isText(): boolean {
  return true;
}

function isDecimal(text: string): boolean {
  return /^[ \t\r\n]*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[ \t\r\n]*$/.test(text);
}

function isBoolean(text: string): boolean {
  return /^[ \t\r\n]*(?:true|false|1|0)[ \t\r\n]*$/.test(text);
}

const zone = '(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?';
const datePattern = new RegExp(`^-?([0-9]{4,9})-([0-9]{2})-([0-9]{2})${zone}$`);
const timePattern = new RegExp(
  `^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]+)?|24:00:00(?:\\.0+)?)${zone}$`,
);

function isDate(text: string): boolean {
  const match = datePattern.exec(text.trim());
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  // Day zero of the following month is the last of this one; the Gregorian calendar repeats after 400 years.
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function isTime(text: string): boolean {
  return timePattern.test(text.trim());
}

function isDateTime(text: string): boolean {
  const [date = '', time = ''] = text.trim().split('T');
  return isDate(date) && isTime(time);
}

const notBase64 = /[^A-Za-z0-9+/=\s]/;

/** Digits in groups of four with padding at the end only; white space counts for nothing (XML Schema 2, 3.2.16). */
function isBase64(text: string): boolean {
  if (notBase64.test(text)) return false;
  let digits = 0;
  let padding = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code <= 32) continue;
    if (code === 61) padding++;
    else if (padding > 0) return false;
    else digits++;
  }
  return padding <= 2 && (digits + padding) % 4 === 0;
}
