import { type Content, type TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** Points of a length in millimetres. */
function mm(length: number): number {
  return (length * 72) / 25.4;
}

/** What stands around the body of a letter, already filled. */
export interface LetterFrame {
  readonly senderName: string;
  readonly returnLine: string;
  readonly foot: readonly string[];
  readonly remark: string;
  readonly recipient: readonly string[];
  readonly information: readonly { readonly label: string; readonly value: string }[];
  readonly subject: string;
}

const PAGE_WIDTH = 210;
/** DIN 5008:2020 Form B, all in millimetres from the top left corner of A4. */
const FORM_B = {
  marginLeft: 25,
  marginRight: 20,
  marginBottom: 30,
  addressTop: 45,
  addressWidth: 80,
  /** Return line and remarks; the recipient's six lines begin below. */
  returnZone: 17.7,
  addressHeight: 45,
  informationLeft: 125,
  informationTop: 50,
  informationWidth: 75,
  subjectTop: 103.46,
  nextPagesTop: 27,
  folds: [105, 210],
  hole: 148.5,
} as const;

const RETURN_SIZE = 7;
const ADDRESS_LINE = 4.23;

/**
 * The frame of a letter by DIN 5008 Form B: letterhead, return line, address field for a window envelope, information
 * block, fold and hole marks, page numbers, foot on the first page. The body begins at the subject.
 */
export function letterDefinition(frame: LetterFrame, body: readonly Content[]): TDocumentDefinitions {
  const margins: [number, number, number, number] = [
    mm(FORM_B.marginLeft),
    mm(FORM_B.nextPagesTop),
    mm(FORM_B.marginRight),
    mm(FORM_B.marginBottom),
  ];
  const subject: Content = { text: frame.subject, bold: true, margin: [0, 0, 0, 12] };
  // The first page begins further down: an empty block of that height pushes the subject to its line.
  const toSubject: Content = {
    text: '',
    fontSize: 1,
    lineHeight: 0.1,
    margin: [0, mm(FORM_B.subjectTop - FORM_B.nextPagesTop), 0, 0],
  };
  return {
    pageSize: 'A4',
    pageMargins: margins,
    content: [...firstPage(frame), toSubject, subject, ...body],
    background: () => [marks()],
    footer: (page, pages) => footer(frame, page, pages),
  };
}

function firstPage(frame: LetterFrame): Content[] {
  const remark = frame.remark === '' ? [] : [frame.remark];
  const recipientTop = FORM_B.addressTop + FORM_B.returnZone;
  return [
    {
      text: frame.senderName,
      fontSize: 16,
      bold: true,
      absolutePosition: { x: mm(FORM_B.marginLeft), y: mm(20) },
    },
    ...at(
      FORM_B.marginLeft,
      FORM_B.addressTop + FORM_B.returnZone - ADDRESS_LINE * (remark.length + 1),
      FORM_B.addressWidth,
      [{ text: frame.returnLine, fontSize: RETURN_SIZE }, ...remark.map((text) => ({ text, fontSize: 9 }))],
    ),
    ...at(FORM_B.marginLeft, recipientTop, FORM_B.addressWidth, [
      { text: frame.recipient.slice(0, 6).join('\n'), fontSize: 10.5, lineHeight: 1.0 },
    ]),
    ...at(FORM_B.informationLeft, FORM_B.informationTop, FORM_B.informationWidth - 10, [
      {
        table: {
          widths: ['auto', '*'],
          body:
            frame.information.length === 0
              ? [['', '']]
              : frame.information.map(({ label, value }) => [
                  { text: label, fontSize: 8 },
                  { text: value, fontSize: 9 },
                ]),
        },
        layout: { defaultBorder: false, paddingTop: () => 1, paddingBottom: () => 1, paddingLeft: () => 0 },
      },
    ]),
  ];
}

/** Content at a fixed place and with a fixed width; pdfmake only takes a width from columns. */
function at(left: number, top: number, width: number, stack: Content[]): Content[] {
  return [{ absolutePosition: { x: mm(left), y: mm(top) }, columns: [{ width: mm(width), stack }] }];
}

function marks(): Content {
  const line = (y: number, length: number): Content => ({
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: mm(length), y2: 0, lineWidth: 0.25 }],
    absolutePosition: { x: mm(5), y: mm(y) },
  });
  return { stack: [...FORM_B.folds.map((y) => line(y, 4)), line(FORM_B.hole, 6)] };
}

function footer(frame: LetterFrame, page: number, pages: number): Content {
  const number: Content = { text: `Seite ${page} von ${pages}`, alignment: 'right', fontSize: 8 };
  const columns = page === 1 ? frame.foot : [];
  return {
    margin: [mm(FORM_B.marginLeft), 4, mm(FORM_B.marginRight), 0],
    stack: [
      number,
      ...(columns.length === 0
        ? []
        : [{ columns: columns.map((text) => ({ text, fontSize: 7 })), columnGap: 8 } satisfies Content]),
    ],
  };
}

/** A document that is no letter: text from the top of the page, page numbers below. */
export function plainDefinition(body: readonly Content[]): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: [mm(25), mm(25), mm(20), mm(25)],
    content: [...body],
    footer: (page, pages) => ({
      text: `Seite ${page} von ${pages}`,
      alignment: 'right',
      fontSize: 8,
      margin: [mm(25), mm(8), mm(20), 0],
    }),
  };
}

/** Width of the text in points, for rules. */
export const TEXT_WIDTH = mm(PAGE_WIDTH - FORM_B.marginLeft - FORM_B.marginRight);
