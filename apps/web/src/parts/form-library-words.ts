import type { Catalogue } from '../language/catalogue.ts';

type FormWords = Catalogue['form'];

/** Words the form library writes on its own parts, in English only; the groups are what it puts between them. */
const words: readonly (readonly [pattern: RegExp, word: (form: FormWords, ...parts: string[]) => string])[] = [
  [/^Add new$/, (form) => form.addEntry],
  [/^Remove list item (\d+)$/, (form, place = '') => form.removeEntry(place)],
  [/^Expand all \((\d+)\)$/, (form, count = '') => form.expandAll(count)],
  [/^Collapse$/, (form) => form.collapse],
  [/^Nothing to show\.$/, (form) => form.nothing],
  [/^No results$/, (form) => form.noResults],
  [/^All values selected$/, (form) => form.allChosen],
  [/^Select$/, (form) => form.choose],
  [/^Search$/, (form) => form.search],
  [/^Remove tag$/, (form) => form.removeTag],
  // In the order of the browser's own language, which need not be the screen's.
  [/^(?=.*d)(?=.*m)(?=.*y)[dmy]+(?:[./ -]+[dmy]+){2}\.?$/, (form) => form.dateFormat],
  [/^hh:mm$/, (form) => form.timeFormat],
  [/^Browse$/, (form) => form.browse],
  [/^No files selected$/, (form) => form.noFiles],
  [/^(\d+) files selected$/, (form, count = '') => form.filesChosen(count)],
  [/^Increment$/, (form) => form.increase],
  [/^Decrement$/, (form) => form.decrease],
  [/^Previous page$/, (form) => form.previousPage],
  [/^Next page$/, (form) => form.nextPage],
  [/^Click to sort by (.+) (?:ascending|descending)$/, (form, column = '') => form.sortBy(column)],
  [/^Click to remove sorting$/, (form) => form.unsorted],
  [/^of$/, (form) => ` ${form.ofPages} `],
];
const LABELS = ['aria-label', 'placeholder', 'title'];

/** A word of the form library in the screen's language; undefined for everything an author of a form wrote. */
export function formLibraryWord(word: string, form: FormWords): string | undefined {
  for (const [pattern, translated] of words) {
    const found = pattern.exec(word.trim());
    if (found !== null) return translated(form, ...found.slice(1));
  }
  return undefined;
}

/**
 * Keeps what the form library writes below `holder` in the screen's language, also what it adds later. Answers how to
 * stop. Texts that come from the form itself (labels, options) are the author's: only the library's own parts are looked at.
 */
export function keepFormLibraryWords(holder: HTMLElement, form: () => FormWords): () => void {
  const translate = (): void => {
    for (const element of holder.querySelectorAll('[aria-label], [placeholder], [title]')) {
      for (const label of LABELS) {
        const translated = formLibraryWord(element.getAttribute(label) ?? '', form());
        if (translated !== undefined && translated !== element.getAttribute(label))
          element.setAttribute(label, translated);
      }
    }
    const own =
      '.fjs-repeat-render-footer button, .fjs-table-nav-label, td.fjs-table-td[colspan], .fjs-dropdownlist-empty, .fjs-select-placeholder, .fjs-filepicker-container > *';
    for (const part of holder.querySelectorAll(own)) {
      for (const node of part.childNodes) {
        const translated = node.nodeType === Node.TEXT_NODE ? formLibraryWord(node.nodeValue ?? '', form()) : undefined;
        if (translated !== undefined && translated !== node.nodeValue) node.nodeValue = translated;
      }
    }
  };
  translate();
  const observer = new MutationObserver(translate);
  observer.observe(holder, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: LABELS,
  });
  return () => observer.disconnect();
}
