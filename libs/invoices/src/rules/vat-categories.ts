/** What EN 16931-1, 6.4.3 demands of one VAT category; the rules of all nine follow one pattern. */
export interface VatCategory {
  /** Code in UNTDID 5305. */
  readonly code: string;
  /** The middle of the rule identifiers, as in BR-IC-05. */
  readonly family: string;
  readonly name: string;
  readonly nameDe: string;
  /** Which identifiers the seller must, or for O must not, give. */
  readonly seller: 'tax-or-vat' | 'vat' | 'none';
  readonly buyer?: 'vat' | 'vat-or-registration';
  readonly rate: 'positive' | 'zero' | 'not-negative' | 'absent';
  /** Breakdown per rate (S, L, M) or exactly one for the category. */
  readonly perRate: boolean;
  readonly exemptionReason: 'required' | 'forbidden';
}

/** The nine categories: standard, zero, exempt, reverse charge, intra-Community, export, outside VAT, IGIC, IPSI. */
export const vatCategories: readonly VatCategory[] = [
  {
    code: 'S',
    family: 'S',
    name: 'standard rated',
    nameDe: 'Regelsteuersatz',
    seller: 'tax-or-vat',
    rate: 'positive',
    perRate: true,
    exemptionReason: 'forbidden',
  },
  {
    code: 'Z',
    family: 'Z',
    name: 'zero rated',
    nameDe: 'Nullsatz',
    seller: 'tax-or-vat',
    rate: 'zero',
    perRate: false,
    exemptionReason: 'forbidden',
  },
  {
    code: 'E',
    family: 'E',
    name: 'exempt from VAT',
    nameDe: 'steuerbefreit',
    seller: 'tax-or-vat',
    rate: 'zero',
    perRate: false,
    exemptionReason: 'required',
  },
  {
    code: 'AE',
    family: 'AE',
    name: 'reverse charge',
    nameDe: 'Umkehr der Steuerschuldnerschaft',
    seller: 'tax-or-vat',
    buyer: 'vat-or-registration',
    rate: 'zero',
    perRate: false,
    exemptionReason: 'required',
  },
  {
    code: 'K',
    family: 'IC',
    name: 'intra-community supply',
    nameDe: 'innergemeinschaftliche Lieferung',
    seller: 'vat',
    buyer: 'vat',
    rate: 'zero',
    perRate: false,
    exemptionReason: 'required',
  },
  {
    code: 'G',
    family: 'G',
    name: 'export outside the EU',
    nameDe: 'Ausfuhr',
    seller: 'vat',
    rate: 'zero',
    perRate: false,
    exemptionReason: 'required',
  },
  {
    code: 'O',
    family: 'O',
    name: 'not subject to VAT',
    nameDe: 'nicht steuerbar',
    seller: 'none',
    rate: 'absent',
    perRate: false,
    exemptionReason: 'required',
  },
  {
    code: 'L',
    family: 'AF',
    name: 'IGIC (Canary Islands)',
    nameDe: 'IGIC (Kanarische Inseln)',
    seller: 'tax-or-vat',
    rate: 'not-negative',
    perRate: true,
    exemptionReason: 'forbidden',
  },
  {
    code: 'M',
    family: 'AG',
    name: 'IPSI (Ceuta and Melilla)',
    nameDe: 'IPSI (Ceuta und Melilla)',
    seller: 'tax-or-vat',
    rate: 'not-negative',
    perRate: true,
    exemptionReason: 'forbidden',
  },
];
