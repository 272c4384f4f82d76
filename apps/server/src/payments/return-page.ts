import type { Payment, PaymentState } from '#payments';

const WORDS: Readonly<Record<PaymentState, readonly [german: string, english: string]>> = {
  paid: [
    'Vielen Dank. Ihre Zahlung ist eingegangen. Sie müssen nichts weiter tun.',
    'Thank you. Your payment has arrived. There is nothing more to do.',
  ],
  open: [
    'Ihre Zahlung ist noch nicht bestätigt. Das kann einige Minuten dauern; Sie müssen nicht warten.',
    'Your payment is not confirmed yet. This can take some minutes; you need not wait.',
  ],
  requested: ['Ihre Zahlung wird vorbereitet.', 'Your payment is being prepared.'],
  canceled: [
    'Sie haben die Zahlung abgebrochen. Es wurde nichts abgebucht.',
    'You have cancelled the payment. Nothing was charged.',
  ],
  failed: [
    'Die Zahlung ist nicht gelungen. Es wurde nichts abgebucht.',
    'The payment did not work. Nothing was charged.',
  ],
  expired: ['Die Frist für diese Zahlung ist abgelaufen.', 'The time for this payment is over.'],
};

/** What somebody sees who comes back from the payment page. Tells no more of the case than they paid for. */
export function returnPage({ state, amount, purpose }: Payment): string {
  const [german, english] = WORDS[state];
  const money = (locale: string) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(Number(amount));
  return `<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Zahlung · Payment</title>
<style>body { font-family: system-ui, sans-serif; line-height: 1.5; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }</style>
</head>
<body>
<main>
<h1>Zahlung</h1>
<p role="status"><strong>${german}</strong></p>
<p>${escaped(purpose)}, ${money('de-DE')}</p>
<section lang="en">
<h2>Payment</h2>
<p>${english}</p>
<p>${escaped(purpose)}, ${money('en-IE')}</p>
</section>
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
