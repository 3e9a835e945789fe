/** Files and folders looked at before they go on stage. */
export default function CheckPage() {
  return <h1>Preflight</h1>;
}
