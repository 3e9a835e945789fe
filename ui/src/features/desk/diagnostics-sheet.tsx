import { useQuery } from "@tanstack/react-query";
import { saveText } from "@/actions/save-file";
import { api, valueOf } from "@/api/client";
import { messageOf } from "@/api/errors";
import { Button } from "@/components/button";
import { FormError } from "@/components/field";
import { Sheet } from "@/components/sheet";
import { text } from "@/i18n/en";
import "./desk.css";

/** The text that is given to whoever helps, to be read before it is kept. */
export function DiagnosticsSheet({ close }: { close: () => void }) {
  const { data, error } = useQuery({ queryKey: ["diagnostics"], gcTime: 0, queryFn: async () => valueOf(await api.GET("/api/v1/diagnostics")) });
  const save = () => data && void saveText(data.name, data.text);
  const foot = (
    <>
      <Button kind="solid" disabled={!data} onClick={save}>{text.diagnostics.save}</Button>
      <Button kind="quiet" onClick={close}>{text.cancel}</Button>
    </>
  );
  return (
    <Sheet title={text.diagnostics.title} wide close={close} foot={foot}>
      <p className="hint">{text.diagnostics.why}</p>
      <FormError message={error ? messageOf(error) : null} />
      <pre className="diagnostics mono" tabIndex={0} aria-label={text.diagnostics.title}>{data?.text ?? text.loading}</pre>
    </Sheet>
  );
}
