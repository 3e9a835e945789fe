import { text } from "@/i18n/en";
import { useConnection } from "@/live/hooks";

export function ConnectionMark() {
  const { phase } = useConnection();
  return <span className="conn"><b className={phase === "live" ? undefined : "sq"} />{text.connection[phase]}</span>;
}
