/** Whether this page is in Bulletproof's own window; the name is `desktop/bulletproof_desktop/window.py`'s. */
export const isInWindow = navigator.userAgent.includes("BulletproofWindow");
