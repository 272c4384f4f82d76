import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import type { Catalogue } from './catalogue.ts';
import { english } from './english/english.ts';
import type { Language } from './format.ts';
import { german } from './german/german.ts';

const catalogues: Record<Language, Catalogue> = { de: german, en: english };
const STORAGE_KEY = 'laufzettel.language';

interface LanguageChoice {
  readonly language: Language;
  readonly text: Catalogue;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: 'de', text: german, choose: () => undefined });

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

/** All words of the screen in the chosen language; a missing one does not compile. */
export function useText(): Catalogue {
  return useContext(LanguageContext).text;
}

/** German unless this browser chose English before. A closed storage (private mode) means German, never an error. */
function rememberedLanguage(): Language {
  try {
    return window.localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'de';
  } catch {
    return 'de';
  }
}

export function LanguageArea({ children }: { children: ReactNode }): ReactElement {
  const [language, setLanguage] = useState(rememberedLanguage);
  const choose = useCallback((chosen: Language) => {
    setLanguage(chosen);
    try {
      window.localStorage.setItem(STORAGE_KEY, chosen);
    } catch {
      // Without storage the choice lasts until the page is left; that is all it costs.
    }
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(() => ({ language, text: catalogues[language], choose }), [language, choose]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}
