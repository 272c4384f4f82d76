/** A file that claims to be an invoice, as it arrived. */
export interface ArrivedFile {
  readonly bytes: Uint8Array;
  /** As the sender called it; a name, never a place. */
  readonly fileName: string;
  readonly channel: 'upload' | 'folder' | 'mail';
  /** Mail address, log-in name or folder. */
  readonly sender?: string;
  /** `Message-ID` of the mail it came in. */
  readonly messageId?: string;
}

export interface InvoiceArrival {
  readonly arrivalId: string;
  /** These bytes had arrived before; this is that arrival. */
  readonly repeated: boolean;
  /** `RE-2026-0311`; null when the case could not be begun yet. It will be: nothing is left to do for whoever brought it. */
  readonly caseNumber: string | null;
  readonly instanceId: string | null;
}

/** Where invoices are taken in, whatever brings them (mailbox, folder, upload page). */
export interface InvoiceArrivals {
  /**
   * Keeps the bytes with their hash, channel and time, and only then looks into them. When it resolves the file is safe:
   * whoever brought it may delete it. The same bytes again answer with the earlier arrival, so that it may be repeated
   * after a crash. Unreadable files are kept as well, for a person to look at.
   * @throws when it could not be kept, with a readable message
   */
  receive(file: ArrivedFile): Promise<InvoiceArrival>;
}
