import type { GiftPolicy } from '../domain/gifts/rules.ts';
import { parseRates } from './rates.ts';
import type { Settings } from './settings.ts';

/** What the administrator set about gifts; `null` while no currency is set, for nothing can be compared then (docs/method.md §16). */
export function giftPolicyOf(settings: Settings): GiftPolicy | null {
  const currency = settings['gift-currency'];
  if (currency === null) return null;
  return {
    currency,
    rates: parseRates(settings['gift-rates'] ?? '') ?? {},
    limits: {
      private: { perGift: settings['gift-limit-private'], perYear: settings['gift-year-private'] },
      foreign: { perGift: settings['gift-limit-foreign'], perYear: settings['gift-year-foreign'] },
      'state-owned': { perGift: settings['gift-limit-state-owned'], perYear: settings['gift-year-state-owned'] },
    },
  };
}
