/** Text in a page, whatever it holds. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Instant as people in Germany write it. */
export function germanTime(instant: string | Date): string {
  return new Intl.DateTimeFormat('de-DE', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  }).format(new Date(instant));
}

/** `1.190,00 €`. */
export function germanMoney(amount: number): string {
  return new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }).format(amount);
}

/** A page of a stand-in. `body` is HTML; `title` is text. */
export function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { font-family: system-ui, sans-serif; line-height: 1.5; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #1a1a1a; background: #fff; }
a { color: #0b5394; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 1rem 0.35rem 0; border-bottom: 1px solid #ccc; overflow-wrap: anywhere; }
td.amount, th.amount { text-align: right; font-variant-numeric: tabular-nums; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f4f4; padding: 1rem; }
label { display: block; font-weight: 600; margin-top: 0.75rem; }
input, textarea, select { font: inherit; width: 100%; box-sizing: border-box; padding: 0.4rem; border: 1px solid #555; border-radius: 4px; }
button { font: inherit; padding: 0.5rem 1rem; margin: 0.75rem 0.5rem 0 0; border: 1px solid #0b5394; border-radius: 4px; background: #0b5394; color: #fff; cursor: pointer; }
button.secondary { background: #fff; color: #0b5394; }
.note { background: #fff4d6; border-left: 4px solid #a86400; padding: 0.5rem 1rem; }
:focus-visible { outline: 3px solid #0b5394; outline-offset: 2px; }
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
}
