// Trades the token for a session cookie that no script can read, then shows what was asked for.
const form = document.getElementById("sign-in");
const fault = document.getElementById("fault");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  fault.textContent = "";
  try {
    const answer = await fetch("/api/v1/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token: form.elements.token.value.trim() }),
    });
    if (answer.ok) {
      location.reload();
    } else {
      fault.textContent = (await answer.json()).detail;
    }
  } catch {
    fault.textContent = "The server does not answer. Is it still running?";
  }
});
