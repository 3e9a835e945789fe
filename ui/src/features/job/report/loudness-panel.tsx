import { reportText } from "@/i18n/en-report";
import { UNKNOWN, signedText } from "@/lib/format/numbers";
import type { Loudness } from "./measured";

type Props = { source: Loudness | null; output: Loudness | null };

const ROWS: readonly (readonly [keyof Loudness, string])[] = [
  ["lufs", reportText.loudness.lufs],
  ["range_lu", reportText.loudness.range],
  ["peak_dbtp", reportText.loudness.peak],
];

/** What is heard, as EBU R 128 measures it: the output large, its source beside it. */
export function LoudnessPanel({ source, output }: Props) {
  if (!output && !source) return null;
  return (
    <section className="panel" aria-label={reportText.loudness.title}>
      <dl className="loud">
        {ROWS.map(([key, unit]) => (
          <div key={key}>
            <dt>{unit}</dt>
            <dd><b>{shown(output, key)}</b></dd>
            {source && <dd className="of">{reportText.loudness.source(shown(source, key))}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}

function shown(loudness: Loudness | null, key: keyof Loudness): string {
  const value = loudness?.[key];
  return value == null ? UNKNOWN : signedText(value);
}
