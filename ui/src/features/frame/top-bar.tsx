import { text } from "@/i18n/en";
import { clockText, dayText } from "@/lib/format/times";
import { PHONE, useMedia } from "@/lib/use-media";
import { useNow } from "@/lib/use-now";
import { ConnectionMark } from "./connection-mark";
import { PhoneMenu } from "./phone-menu";
import { QueueButtons } from "./queue-buttons";

const SECOND_MS = 1_000;

export function TopBar() {
  const isPhone = useMedia(PHONE);
  return (
    <header className="top">
      <h1 className="el">{text.frame.product}</h1>
      <span className="sp" />
      {!isPhone && <QueueButtons />}
      <ConnectionMark />
      <Clock />
      {isPhone && <PhoneMenu />}
    </header>
  );
}

function Clock() {
  const now_ms = useNow(SECOND_MS);
  const [hours, minutes, seconds] = clockText(now_ms, { seconds: true }).split(":");
  return (
    <time className="top-clock" dateTime={new Date(now_ms).toISOString()} title={dayText(now_ms)}>
      {hours}:{minutes}<small>:{seconds}</small>
    </time>
  );
}
