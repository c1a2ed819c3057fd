/* Counts down each minute. Without it, the text that the server wrote stands. */
'use strict';
{
    const tell = (timer) => {
        const minutes = Math.trunc((new Date(timer.dataset.until) - Date.now()) / 60000);
        if (Math.abs(minutes) >= 4 * 24 * 60) { return; }
        const words = minutes < 0 ? timer.dataset.past : timer.dataset.left;
        const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        timer.textContent = words.replace('%h', hours).replace('%m', String(rest).padStart(2, '0'));
    };
    const tick = () => document.querySelectorAll('[role=timer][data-until]').forEach(tell);
    setInterval(tick, 60000);
}
