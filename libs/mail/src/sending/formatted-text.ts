/** The text as HTML: escaped, paragraphs, line breaks, and addresses of pages as links. Nothing of the text is HTML. */
export function formattedText(text: string): string {
  const paragraphs = escaped(text.trim())
    .split(/\n\s*\n/)
    .map((paragraph) => {
      const linked = paragraph.replaceAll(
        /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g,
        (url) => `<a href="${url}">${url}</a>`,
      );
      return `<p>${linked.replaceAll('\n', '<br>\n')}</p>`;
    });
  return `<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n${paragraphs.join('\n')}\n</body></html>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
