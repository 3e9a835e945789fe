import { text } from "@/i18n/en";

/** The places of what will come, empty and still. */
export function Loading() {
  return (
    <>
      <div className="col" aria-busy="true"><div className="panel queue ghost"><p>{text.loading}</p></div></div>
      <div className="col"><div className="panel ghost" /><div className="panel ghost" /></div>
    </>
  );
}
