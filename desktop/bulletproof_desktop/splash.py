"""What the window shows in the second until the server answers; nothing of it is fetched."""

SPLASH = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Bulletproof</title>
<style>
  body { margin: 0; height: 100vh; display: grid; place-content: center; justify-items: center; gap: 18px;
    background: #0f1115; color: #aab2c0; font: 14px/1.4 system-ui, "DejaVu Sans", sans-serif }
  svg { color: #e8ebf0 }
  i { width: 120px; height: 2px; background: linear-gradient(90deg, #2a2f3a 40%, #7aa2ff 50%, #2a2f3a 60%);
    background-size: 300%; animation: go 1.4s linear infinite }
  @keyframes go { from { background-position: 100% } to { background-position: 0 } }
  @media (prefers-reduced-motion: reduce) { i { animation: none } }
</style>
<svg width="56" height="56" viewBox="0 0 26 26" aria-hidden="true">
  <path d="M4 3.5h18v11.2c0 4.2-3.6 6.6-9 8.8-5.4-2.2-9-4.6-9-8.8z" fill="none" stroke="currentColor"
    stroke-width="1.6"/>
  <path d="M10 8.2l6.8 4.3L10 16.8z" fill="currentColor"/>
</svg>
<span>Bulletproof is starting</span><i></i>
</html>"""
