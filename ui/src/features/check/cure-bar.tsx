import { Button } from "@/components/button";
import { checkText } from "@/i18n/en-check";
import { type CheckedFile, needsNewSource } from "./check-files";

type Props = { files: readonly CheckedFile[]; output: string; setOutput: (path: string) => void; cure: ((files: readonly CheckedFile[], output: string) => void) | null };

/** One order for all that can be cured, and what can't be, so that it is not forgotten. */
export function CureBar({ files, output, setOutput, cure }: Props) {
  const curable = files.filter((file) => file.cure !== null);
  const lost = files.filter(needsNewSource).length;
  if (curable.length === 0 && lost === 0) return null;
  return (
    <footer className="act">
      {curable.length > 0 && (
        <>
          <Button kind="solid" disabled={!cure} onClick={() => cure?.(curable, output)}>{checkText.cureAll} <span className="light">{checkText.files(curable.length)}</span></Button>
          <label>{checkText.output}<input className="in" placeholder={checkText.outputShort} title={checkText.outputs} value={output} onChange={(event) => setOutput(event.target.value)} /></label>
        </>
      )}
      <span className="sp" />
      {lost > 0 && <span className="xs t2 nw">{checkText.need(lost)}</span>}
    </footer>
  );
}
