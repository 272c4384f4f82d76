import { type ExpressionLanguage } from '#expressions';
import { DocumentError } from '../port/document-error.ts';
import { type TemplateData, TemplateFiller } from './fill-template.ts';
import { letterDefinition, plainDefinition } from './letter-layout.ts';
import { type DocumentTemplate } from './letter-template.ts';
import { pageContent } from './page-content.ts';
import { parseInline } from './parse-inline.ts';
import { parseTemplate } from './parse-template.ts';
import { checkPdfA, type PdfAReport } from './pdf-a/check-pdf-a.ts';
import { writePdf } from './pdf-writer.ts';

export interface RenderRequest {
  readonly template: DocumentTemplate;
  /** Plain JSON-compatible data; the placeholders see its fields as variables. */
  readonly data: TemplateData;
  /** Author in the metadata: the office. */
  readonly author: string;
  readonly now: Date;
}

export interface RenderedDocument {
  readonly bytes: Buffer;
  readonly mediaType: 'application/pdf';
  readonly title: string;
  readonly fileName: string;
  /** Always conforming: a document that does not pass is not answered. */
  readonly check: PdfAReport;
}

/**
 * Renders a template with data as PDF/A-2b and checks the result.
 *
 * @throws DocumentError TEMPLATE_INVALID (names the line or the placeholder), PDF_INVALID (names what the check found)
 */
export async function renderDocument(language: ExpressionLanguage, request: RenderRequest): Promise<RenderedDocument> {
  const { template, data } = request;
  const filler = new TemplateFiller(language, request.now.toISOString());
  const line = (text: string | undefined): string => filler.line(parseInline(text ?? '', 1), data);
  const title = line(template.title);
  const body = pageContent(filler.fill(parseTemplate(template.body), data));
  const definition =
    template.layout === 'document'
      ? plainDefinition(body)
      : letterDefinition(
          {
            senderName: line(template.sender?.name),
            returnLine: line(template.sender?.returnLine),
            foot: (template.sender?.foot ?? []).map(line),
            remark: line(template.remark),
            recipient: (template.recipient ?? []).map(line).filter((text) => text.trim() !== ''),
            information: (template.information ?? []).map(({ label, value }) => ({
              label: line(label),
              value: line(value),
            })),
            subject: line(template.subject),
          },
          body,
        );
  const bytes = await writePdf(definition, { title, author: request.author, createdAt: request.now });
  const check = await checkPdfA(bytes);
  if (!check.conforming) {
    const findings = check.findings.map((finding) => `${finding.rule}: ${finding.message}`);
    throw new DocumentError(
      'PDF_INVALID',
      `Expected a document that conforms to PDF/A, but:\n- ${findings.join('\n- ')}`,
      {
        details: { findings },
      },
    );
  }
  return { bytes, mediaType: 'application/pdf', title, fileName: `${title}.pdf`, check };
}

/** Problems of a template that show without data, each with its place; empty when it can be rendered. */
export function templateProblems(language: ExpressionLanguage, template: DocumentTemplate): readonly string[] {
  const problems: string[] = [];
  const attempt = (place: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      problems.push(`${place}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const expressions = (place: string, value: unknown): void => {
    if (Array.isArray(value)) value.forEach((item: unknown) => expressions(place, item));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [key, part] of Object.entries(value)) {
      if (key !== 'expression' || typeof part !== 'string') expressions(place, part);
      else {
        for (const finding of language.check({ language: 'feel', text: part }))
          problems.push(`${place}: {{ ${part} }}: ${finding.message}`);
      }
    }
  };
  attempt('body', () => expressions('body', parseTemplate(template.body)));
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['title', template.title],
    ['subject', template.subject],
    ['remark', template.remark],
    ['sender.name', template.sender?.name],
    ['sender.returnLine', template.sender?.returnLine],
    ...(template.recipient ?? []).map((text, i) => [`recipient[${i}]`, text] as const),
    ...(template.information ?? []).map(({ value }, i) => [`information[${i}].value`, value] as const),
    ...(template.sender?.foot ?? []).map((text, i) => [`sender.foot[${i}]`, text] as const),
  ];
  for (const [place, text] of lines) attempt(place, () => expressions(place, parseInline(text ?? '', 1)));
  return problems;
}
