import { type ExpressionLanguage } from '#expressions';
import type { FileCheck } from '#runtime';
import { isDocumentError } from '../port/document-error.ts';
import { readTemplateFile } from './read-template-file.ts';
import { templateProblems } from './render-document.ts';

/** Reads templates (`*.template.md`) when they are deployed: one that could never be filled is refused with its places. */
export function templateFileCheck(language: ExpressionLanguage): FileCheck {
  return {
    check({ name, content }) {
      if (!/\.template\.md$/i.test(name)) return [];
      return problems(language, content).map((message) => ({
        resource: name,
        code: 'TEMPLATE_INVALID',
        severity: 'error' as const,
        message,
        messageDe: `Die Vorlage „${name}“ kann nicht ausgefüllt werden: ${message}`,
      }));
    },
  };
}

function problems(language: ExpressionLanguage, content: Uint8Array): readonly string[] {
  try {
    return templateProblems(language, readTemplateFile(content));
  } catch (error) {
    if (isDocumentError(error)) return [error.message];
    throw error;
  }
}
