import { InvoiceSyntaxError } from '../xml/invoice-syntax-error.ts';

/** The answer to data that grow without bound when unpacked or read. */
export function tooLarge(): InvoiceSyntaxError {
  return new InvoiceSyntaxError(
    'PDF_TOO_LARGE',
    'Expected a PDF of ordinary size, but its content grows beyond all bounds when unpacked. Create the file anew.',
    'Der Inhalt der PDF-Datei wird beim Entpacken zu groß. Bitte die Datei neu erzeugen.',
  );
}

/**
 * Bounds the work on one file. Whoever reads bytes spends them; an honest file is read about twice, while a file made
 * to be read over and over runs out and is refused with PDF_TOO_LARGE.
 */
export class ReadingBudget {
  constructor(private remaining: number) {}

  spend(bytes: number): void {
    this.remaining -= bytes;
    if (this.remaining < 0) throw tooLarge();
  }
}
