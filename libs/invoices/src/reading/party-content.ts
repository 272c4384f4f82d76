import type { InvoiceAddress, InvoiceDetail, InvoiceParty } from '#contracts';
import type { Group, TermId } from '../model/business-term.ts';
import { countryInWords } from './code-words.ts';
import { given, textOf } from './term-values.ts';

/** The parties of an invoice. */
export type PartyContent = Pick<InvoiceDetail, 'seller' | 'buyer' | 'payee' | 'taxRepresentative'>;

/** Numbers of the terms of an address: three lines, post code, city, region, country. */
type AddressTerms = readonly [number, number, number, number, number, number, number];

/** An address by the numbers of its terms; undefined where nothing is given. */
export function addressOf(
  group: Group,
  [one, two, three, postCode, city, region, country]: AddressTerms,
): InvoiceAddress | undefined {
  const text = (term: number) => textOf(group, `BT-${term}`);
  const lines = [one, two, three].flatMap((term) => text(term) ?? []);
  const code = text(country);
  const rest = given({
    postCode: text(postCode),
    city: text(city),
    region: text(region),
    country: code === undefined ? undefined : countryInWords(code),
  });
  return lines.length === 0 && Object.keys(rest).length === 0 ? undefined : { lines, ...rest };
}

function contactOf(group: Group | undefined, [name, phone, email]: readonly [TermId, TermId, TermId]) {
  if (group === undefined) return undefined;
  const contact = given({ name: textOf(group, name), phone: textOf(group, phone), email: textOf(group, email) });
  return Object.keys(contact).length === 0 ? undefined : contact;
}

/** A term that repeats, each with the scheme at the same place. */
function identifiersOf(group: Group, id: TermId): InvoiceParty['identifiers'] {
  return group.terms(id).map(({ value, element }) => {
    const scheme = element.attribute('schemeID');
    return { value: value.trim(), ...given({ scheme }) };
  });
}

export function sellerOf(invoice: Group): InvoiceParty | undefined {
  const group = invoice.group('BG-4');
  if (group === undefined) return undefined;
  const address = group.group('BG-5');
  return {
    identifiers: identifiersOf(group, 'BT-29'),
    ...given({
      name: textOf(group, 'BT-27'),
      tradingName: textOf(group, 'BT-28'),
      address: address && addressOf(address, [35, 36, 162, 38, 37, 39, 40]),
      contact: contactOf(group.group('BG-6'), ['BT-41', 'BT-42', 'BT-43']),
      vatId: textOf(group, 'BT-31'),
      taxNumber: textOf(group, 'BT-32'),
      registrationId: textOf(group, 'BT-30'),
      electronicAddress: textOf(group, 'BT-34'),
    }),
  };
}

export function buyerOf(invoice: Group): InvoiceParty | undefined {
  const group = invoice.group('BG-7');
  if (group === undefined) return undefined;
  const address = group.group('BG-8');
  return {
    identifiers: identifiersOf(group, 'BT-46'),
    ...given({
      name: textOf(group, 'BT-44'),
      tradingName: textOf(group, 'BT-45'),
      address: address && addressOf(address, [50, 51, 163, 53, 52, 54, 55]),
      contact: contactOf(group.group('BG-9'), ['BT-56', 'BT-57', 'BT-58']),
      vatId: textOf(group, 'BT-48'),
      registrationId: textOf(group, 'BT-47'),
      electronicAddress: textOf(group, 'BT-49'),
    }),
  };
}

/** Who is paid, where that is not the seller. */
export function payeeOf(invoice: Group): InvoiceParty | undefined {
  const group = invoice.group('BG-10');
  if (group === undefined) return undefined;
  return {
    identifiers: identifiersOf(group, 'BT-60'),
    ...given({ name: textOf(group, 'BT-59'), registrationId: textOf(group, 'BT-61') }),
  };
}

export function taxRepresentativeOf(invoice: Group): InvoiceParty | undefined {
  const group = invoice.group('BG-11');
  if (group === undefined) return undefined;
  const address = group.group('BG-12');
  return {
    identifiers: [],
    ...given({
      name: textOf(group, 'BT-62'),
      vatId: textOf(group, 'BT-63'),
      address: address && addressOf(address, [64, 65, 164, 67, 66, 68, 69]),
    }),
  };
}
