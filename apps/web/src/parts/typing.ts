/** Whether keys belong to a field just now, so that single-letter keys must stay silent (WCAG 2.1.4). */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, dialog') !== null)
  );
}
