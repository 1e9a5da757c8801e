const token = document.querySelector('meta[name="form-token"]')?.content ?? '';
const minute = 60_000;

async function beat() {
  try {
    const answer = await fetch('/session/heartbeat', {
      method: 'POST', headers: { 'X-Form-Token': token }, credentials: 'same-origin', cache: 'no-store',
    });
    if (answer.status === 401 || answer.status === 403) location.reload();
  } catch {
    // The line is down: the next beat may pass, and the server's limits hold in any case.
  }
}

addEventListener('pagehide', () => {
  navigator.sendBeacon('/session/closing', new URLSearchParams({ _token: token }));
});
addEventListener('pageshow', (event) => { if (event.persisted) beat(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) beat(); });
setInterval(beat, minute);
beat();
