import { clockText, dayText } from "@/lib/format/times";
import { useNow } from "@/lib/use-now";

const SECOND_MS = 1_000;

export function Clock() {
  const now_ms = useNow(SECOND_MS);
  const [hours, minutes, seconds] = clockText(now_ms, { seconds: true }).split(":");
  return (
    <time className="top-clock" dateTime={new Date(now_ms).toISOString()} title={dayText(now_ms)}>
      {hours}:{minutes}<small>:{seconds}</small>
    </time>
  );
}
