import { type DynamicModule, Module } from '@nestjs/common';
import type { Installation } from '#execution';
import { CASE_FILES } from '../server-ports.ts';
import { DocumentViews } from './document-views.ts';
import { DocumentsController } from './documents.controller.ts';
import { DOCUMENT_STORE, DELIVERY } from './document-ports.ts';

/** The documents of cases over HTTP. */
@Module({})
export class DocumentsModule {
  static of({
    caseFiles,
    documents,
    delivery,
  }: Pick<Installation, 'caseFiles' | 'documents' | 'delivery'>): DynamicModule {
    return {
      module: DocumentsModule,
      controllers: [DocumentsController],
      providers: [
        DocumentViews,
        { provide: CASE_FILES, useValue: caseFiles },
        { provide: DOCUMENT_STORE, useValue: documents },
        { provide: DELIVERY, useValue: delivery },
      ],
      exports: [CASE_FILES],
    };
  }
}
