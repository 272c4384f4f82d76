/** A name as lists and sentences show it: drawing tools keep the line breaks somebody made inside a symbol. */
export function oneLine(name: string): string {
  return name.replaceAll(/\s+/g, ' ').trim();
}
