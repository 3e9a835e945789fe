import { text } from "@/i18n/en";
import { useActivity } from "@/live/hooks";

/** What lies in the folder and waits, with the reason; a click tries its name. */
export function FolderNow({ id, tryName }: { id: string; tryName: (name: string) => void }) {
  const waiting = useActivity(id)?.waiting ?? [];
  return (
    <section className="now">
      <h2>{text.folders.here} {waiting.length > 0 && <span className="t3">{waiting.length}</span>}</h2>
      {waiting.length === 0 && <p className="hint">{text.folders.hereNone}</p>}
      <ul>
        {waiting.map((file) => (
          <li key={file.name}>
            <button type="button" className="linkish el" title={text.folders.tryThis(file.name)} onClick={() => tryName(file.name)}>{file.name}</button>
            <span className="t2 xs" title={file.message}>{text.folders.reason[file.reason]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
