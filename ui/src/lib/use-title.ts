import { useEffect } from "react";

const PRODUCT = "Bulletproof";

/** The tab and the history of the browser name what was looked at. */
export function useTitle(of: string | undefined): void {
  useEffect(() => {
    document.title = of ? `${of} · ${PRODUCT}` : PRODUCT;
    return () => {
      document.title = PRODUCT;
    };
  }, [of]);
}
