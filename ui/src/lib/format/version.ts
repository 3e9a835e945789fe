/** Builds call themselves `n9.0.2-17-g2a571b6068`; the number is what people compare. */
export const shortVersion = (version: string | null): string | null => /\d+(\.\d+)+/.exec(version ?? "")?.[0] ?? version;
